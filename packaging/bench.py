"""Measure what the project promises, and print it as ratios: `python packaging/dev.py bench [NAME…]`.

Each module in packaging/benchmarks/ has a function `measure()` that gives a list of `Ratio`; a new benchmark is a new
file there. Milliseconds differ from machine to machine, so nearly all results are ratios of two things measured in
turn in one run. Exit code 1 when a promise is not kept.
"""

import argparse
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from ratios import Ratio, to_table

FOLDER = Path(__file__).resolve().parent / "benchmarks"


def load(file: Path) -> ModuleType:
    """Load one module of the benchmarks."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file.name} is no Python module")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by its name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Run the benchmarks that were asked for, or all of them; give the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help=", ".join(file.stem for file in sorted(FOLDER.glob("*.py"))))
    names = parser.parse_args().names
    sys.path.insert(0, str(FOLDER.parents[1]))
    kept = True
    for file in sorted(FOLDER.glob("*.py")):
        if names and file.stem not in names:
            continue
        module = load(file)
        print(f"== {file.stem}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        ratios: list[Ratio] = module.measure()
        print(to_table(ratios), flush=True)
        kept = kept and all(ratio.kept for ratio in ratios)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
