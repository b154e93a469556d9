"""Forms for the tests of printing: documents made from the samples' truth, and documents of any length."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.form.document import Document, Indicator, new_id
from app.form.template import Template
from app.paths import bundled_templates

SAMPLES = Path(__file__).parents[1] / "samples"
KEYS = json.loads((SAMPLES / "keys.json").read_text("utf-8"))
NAMES = sorted(file.stem for file in (SAMPLES / "truth").glob("20*.json") if not file.stem.startswith("2021"))


def load_template(template_id: str) -> Template:
    return msgspec.json.decode((bundled_templates() / f"{template_id}.json").read_bytes(), type=Template)


def tree(rows: list[dict[str, str]]) -> tuple[Indicator, ...]:
    """A tree from rows of level1, level2, level3, value; ``-``/``-`` is a level 2 without indicators."""
    levels: dict[str, dict[str, list[Indicator]]] = {}
    for row in rows:
        below = levels.setdefault(row["level1"], {}).setdefault(row["level2"], [])
        if (row["level3"], row["value"]) != ("-", "-"):
            below.append(Indicator(new_id(), row["level3"], {"target": row["value"]}))
    return tuple(
        Indicator(
            new_id(), one, {}, tuple(Indicator(new_id(), two, {}, tuple(leaves)) for two, leaves in below.items())
        )
        for one, below in levels.items()
    )


def document_of(truth: dict[str, Any]) -> Document:
    return Document(
        f"shanghai-{truth['year']}",
        truth["year"],
        {KEYS["fields"][label]: value for label, value in truth["fields"].items()},
        truth["funding"],
        {KEYS["texts"][label]: value for label, value in truth["narratives"].items()},
        tree(truth["indicators"]),
    )


def load_form(name: str) -> tuple[Document, Template]:
    document = document_of(json.loads((SAMPLES / "truth" / f"{name}.json").read_text("utf-8")))
    return document, load_template(document.template)


@pytest.fixture(scope="session", params=NAMES)
def sample_form(request: pytest.FixtureRequest) -> tuple[Document, Template]:
    """Each sample form of 2020, 2024 and 2026 with its template."""
    return load_form(request.param)


@pytest.fixture(scope="session")
def form() -> Callable[[str], tuple[Document, Template]]:
    """A sample form by name, with its template."""
    return load_form


@pytest.fixture(scope="session")
def long_form() -> Callable[..., tuple[Document, Template]]:
    """A form with many indicators, or with given values."""

    def make(count: int = 300, *, template: str = "shanghai-2024", goal: str = "目标。", name: str = "指标{0}", value: str = "≥{0}个"):
        document, known = load_form({"shanghai-2024": "2024-05", "shanghai-2020": "2020-a2", "shanghai-2026": "2026-04"}[template])
        rows = [
            {"level1": f"一级{at // 97}", "level2": f"二级{at // 13}", "level3": name.format(at), "value": value.format(at)}
            for at in range(count)
        ]
        texts = dict(document.texts) | {next(iter(document.texts)): goal}
        return replace(document, indicators=tree(rows), texts=texts), known

    return make
