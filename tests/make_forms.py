"""Make ``tests/forms/*.jxb`` from the exact data of the real forms in ``tests/samples/truth``.

    python tests/make_forms.py            write the files
    python tests/make_forms.py --check    say which files would change, exit 1 if any

The tests call ``form_from_truth`` too, and hold what they load against the truth item by item.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TRUTH = HERE / "samples" / "truth"
FORMS = HERE / "forms"

sys.path.insert(0, str(HERE.parent))

from app.form.document import Document, Indicator, Json, new_id  # noqa: E402
from app.storage import json_codec  # noqa: E402

KEYS: dict[str, Any] = json.loads((HERE / "samples" / "keys.json").read_text(encoding="utf-8"))

TEMPLATES = {
    "2020-a1": "shanghai-2020",
    "2020-a2": "shanghai-2020",
    "2021-goals": "shenzhen-2021-target",
    "2021-evaluation": "shenzhen-2021-evaluation",
    **{f"2024-0{number}": "shanghai-2024" for number in range(1, 9)},
    **{f"2026-0{number}": "shanghai-2026" for number in range(1, 5)},
}


def truth(name: str) -> dict[str, Any]:
    """The exact data of a real form."""
    data: dict[str, Any] = json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    return data


def form_from_truth(name: str) -> Document:
    """A real form as a document."""
    data = truth(name)
    nodes = _tree(data["indicators"]) if "indicators" in data else _evaluation_tree(data["groups"])
    return Document(
        template=TEMPLATES[name],
        year=data["year"],
        fields={KEYS["fields"][label]: value for label, value in data["fields"].items()},
        funding=data.get("funding", {}),
        texts={KEYS["texts"][label]: value for label, value in data.get("narratives", {}).items()},
        indicators=nodes,
        meta={},
    )


def _tree(rows: list[dict[str, str]]) -> tuple[Indicator, ...]:
    """Rows of printed names and values to the tree; a row of dashes is a level 2 without indicators."""
    groups: dict[str, dict[str, list[Indicator]]] = {}
    for row in rows:
        below = groups.setdefault(row["level1"], {}).setdefault(row["level2"], [])
        if not (row["level3"] == "-" and row["value"] == "-"):
            below.append(Indicator(new_id(), row["level3"], {"target": row["value"]}, None))
    return _grouped(groups, {}, {})


def _evaluation_tree(rows: list[dict[str, Any]]) -> tuple[Indicator, ...]:
    groups: dict[str, dict[str, list[Indicator]]] = {}
    points: dict[str, str] = {}
    points_below: dict[tuple[str, str], str] = {}
    for row in rows:
        points[row["level1"]] = str(row["level1_points"])
        points_below[row["level1"], row["level2"]] = str(row["level2_points"])
        values: dict[str, Json] = {
            key: str(row[key]) for key in ("target", "actual", "weight", "score", "explanation", "rule")
        }
        groups.setdefault(row["level1"], {}).setdefault(row["level2"], []).append(
            Indicator(new_id(), row["level3"], values, None)
        )
    return _grouped(groups, points, points_below)


def _grouped(
    groups: dict[str, dict[str, list[Indicator]]], points: dict[str, str], points_below: dict[tuple[str, str], str]
) -> tuple[Indicator, ...]:
    def given(value: str | None) -> dict[str, Json]:
        return {} if value is None else {"points": value}

    return tuple(
        Indicator(
            new_id(),
            first,
            given(points.get(first)),
            tuple(
                Indicator(new_id(), second, given(points_below.get((first, second))), tuple(below))
                for second, below in seconds.items()
            ),
        )
        for first, seconds in groups.items()
    )


def main() -> int:
    """Write the files, or with ``--check`` only compare."""
    FORMS.mkdir(exist_ok=True)
    changed = 0
    for name in TEMPLATES:
        text = json_codec.to_text(form_from_truth(name))
        path = FORMS / f"{name}.jxb"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            changed += 1
            print(path.name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if changed and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
