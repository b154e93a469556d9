"""Whatever is in a form, a conversion loses no indicator and no text, and 2024 → 2026 → 2024 is the same form."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.form.document import Document, Indicator, Json, new_id, same_content, walk
from app.form.places import place_at
from app.paths import bundled_templates
from app.storage import json_codec
from app.storage.template_files import all_templates
from app.work.carry_on import carry_to, carry_to_next_year
from app.work.convert import convert

KEYS = sorted(path.stem for path in bundled_templates().glob("*.json") if "schema" not in path.name)
LEVEL_NAMES = (
    "", "成本指标", "产出指标", "效益指标", "满意度指标", "数量指标", "经济成本指标", "服务对象满意度指标", "产出目标", "数量",
    "满意度", "投入与管理", "决策", "随便什么", "不适用", "-",
)  # fmt: skip
texts = st.none() | st.text(max_size=12) | st.sampled_from(["800000.00", "约80万", "2024-01-01", "无"])
names = st.sampled_from(LEVEL_NAMES) | st.text(max_size=4)


def node(name: str, values: dict[str, Json], below: list[Indicator] | None) -> Indicator:
    return Indicator(new_id(), name, values, None if below is None else tuple(below))


values = st.dictionaries(st.sampled_from(["target", "actual", "weight", "own"]), texts, max_size=3)
leaves = st.builds(node, names, values, st.none())
level2 = st.builds(node, names, st.just({}), st.lists(leaves, max_size=3))
level1 = st.builds(node, names, st.just({}), st.lists(level2 | leaves, max_size=4))


@st.composite
def forms(draw: st.DrawFn, keys: tuple[str, ...] = tuple(KEYS)) -> Document:
    template = all_templates().templates[draw(st.sampled_from(keys))]
    sections = {
        name: {item.key: draw(texts) for item in declared if draw(st.booleans())}
        for name, declared in (
            ("fields", template.fields), ("funding", template.funding.cells), ("texts", template.texts)
        )
    }  # fmt: skip
    tree = tuple(draw(st.lists(level1 | leaves, max_size=4)))
    meta: dict[str, Json] = {"remarks": ["原有的备注"]} if draw(st.booleans()) else {}
    return Document(template.id, draw(st.none() | st.just(2024)), indicators=tree, meta=meta, **sections)


def indicators(document: Document) -> Counter[tuple[str, str]]:
    return Counter(
        (each.name, json_codec.to_text(Document("", None, fields=dict(each.values))))
        for _, each in walk(document.indicators)
        if each.children is None
    )


def written(text: str) -> str:
    return (
        json_codec.to_text(Document("", None, fields={"x": text})).split('"x": "')[1].rsplit('"', 1)[0].split('"\n')[0]
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms(), st.sampled_from(KEYS))
def test_no_indicator_and_no_text_is_lost(document: Document, key: str) -> None:
    shelf = all_templates()
    made = convert(document, shelf.templates[document.template], shelf.templates[key]).document
    assert indicators(made) == indicators(document)
    whole = json_codec.to_text(made)
    for name in ("fields", "funding", "texts"):
        for text in document.section(name).values():
            if isinstance(text, str) and text.strip():
                assert written(text) in whole
    unconfirmed = made.meta.get("unconfirmed", [])
    assert isinstance(unconfirmed, list)
    assert all(isinstance(path, str) and place_at(made, path) is not None for path in unconfirmed)
    assert "原有的备注" not in json_codec.to_text(document) or "原有的备注" in whole


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms(("shanghai-2024",)))
def test_2024_to_2026_and_back(document: Document) -> None:
    shelf = all_templates()
    old, new = shelf.templates["shanghai-2024"], shelf.templates["shanghai-2026"]
    there = convert(document, old, new).document
    back = convert(there, new, old).document
    meta = {key: value for key, value in back.meta.items() if key not in ("origin", "unconfirmed")}
    assert same_content(replace(back, meta=meta), document)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms())
def test_self_evaluation_and_next_year_never_fail(document: Document) -> None:
    shelf = all_templates()
    source = shelf.templates[document.template]
    if source.purpose not in ("declaration", "target"):
        return
    reviewed = carry_to(document, source, shelf.templates["mof-2020-self-evaluation"]).document
    assert sum(indicators(reviewed).values()) == sum(indicators(document).values())
    if document.year is not None:
        made = carry_to_next_year(document, source, shelf).document
        assert made.year == 2025
        assert sum(indicators(made).values()) == sum(indicators(document).values())
