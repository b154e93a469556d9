"""Whatever is in a form, the review answers with findings that can be shown, and fixes that can be taken."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.checking.across import NamedForm, across
from app.checking.findings import SEVERITY_NAMES, TERMS
from app.checking.review import review, verdict
from app.checking.rubric import predict
from app.checking.rules import rule_of
from app.form.document import Document, Indicator, Json, find, new_id
from app.form.edits import apply
from app.form.labels import label_of
from app.form.places import path_of, place_at
from app.form.plain import plain_template
from app.storage.template_files import all_templates

PIECES = (
    "成本 产出 指标 数量 满意度 时效 率 次数 培训 完成 及时 （ ） “ ” 《 <p> </p> &nbsp; XX ** 2024年 11月底 2021年 100% ≥ ≤ >= 次 万元 "
    "5 12.50 (%) ， 。 - — 是否 是 健全 无事故 提升 较上年 成本成本 ① ② 预算 项目 服务 𠮷 \n { } {name} %s"
)
words = st.lists(st.sampled_from(PIECES.split(" ")), max_size=6).map("".join)
odd = st.none() | words | st.text(max_size=8)
names = st.sampled_from(
    [
        "",
        "-",
        "产出指标",
        "效益指标",
        "满意度指标",
        "成本指标",
        "数量指标",
        "时效指标",
        "社会效益指标",
        "经济成本指标",
        "服务对象满意度指标",
    ]
)


def leaf(name: str, value: Json) -> Indicator:
    return Indicator(new_id(), name, {} if value is None else {"target": value}, None)


leaves = st.builds(leaf, words | names, odd)
level2 = st.builds(
    lambda name, below: Indicator(new_id(), name, {}, tuple(below)), names | words, st.lists(leaves, max_size=3)
)
level1 = st.builds(
    lambda name, below: Indicator(new_id(), name, {}, tuple(below)),
    names | words,
    st.lists(level2 | leaves, max_size=3),
)
templates = st.sampled_from(sorted(all_templates().templates))
dates = st.sampled_from(["2023-01-01", "2024-12-31", "2026-06-30"]) | odd
amounts = st.sampled_from(["800000.00", "0.00", "-5.00", "80.00", "约80万"]) | odd


@st.composite
def forms(draw: st.DrawFn) -> Document:
    template = all_templates().templates[draw(templates)]
    fields: dict[str, Json] = {
        field.key: draw(dates if field.type == "date" else odd) for field in template.fields if draw(st.booleans())
    }
    return Document(
        template.id,
        draw(st.none() | st.integers(1990, 2100) | words),
        fields,
        {cell.key: draw(amounts) for cell in template.funding.cells},
        {text.key: draw(odd) for text in template.texts},
        tuple(draw(st.lists(level1 | leaves, max_size=4))),
        {"muted": draw(st.just([]) | st.just("odd") | st.just([{"code": "value.missing", "place": "", "reason": ""}]))},
    )


quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(forms())
def test_every_finding_can_be_shown_and_every_fix_taken(document: Document) -> None:
    template = all_templates().templates[document.template]
    findings = review(document, template)
    assert verdict(findings)
    assert 0 <= predict(findings).score <= 100
    for finding in findings:
        assert finding.severity in SEVERITY_NAMES and finding.term in TERMS
        assert rule_of(finding.code).why and rule_of(finding.code).source
        assert finding.message.endswith("。")
        for place in finding.places:
            assert place_at(document, path_of(document, place)) is not None
            assert label_of(document, template, place)
            assert place.section != "indicators" or place.node == 0 or find(document, place.node)
        if finding.fix is not None:
            assert finding.fix.label
            apply(document, finding.fix.edit)


@quick
@given(forms())
def test_a_form_in_the_plain_view_is_reviewed_too(document: Document) -> None:
    review(document, plain_template(document, {}))


@quick
@given(st.lists(forms(), max_size=4))
def test_any_forms_can_be_compared(documents: list[Document]) -> None:
    named = [NamedForm(f"表{at}", each, all_templates().templates[each.template]) for at, each in enumerate(documents)]
    for finding in across(named):
        assert finding.message.endswith("。")
        assert all(place_at(documents[spot.form], path_of(documents[spot.form], spot.place)) for spot in finding.spots)
