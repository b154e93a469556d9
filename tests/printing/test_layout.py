"""What must hold on the pages of any form, of any length: held on the marks, for the samples and for random forms."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.form.document import Document
from app.form.template import Template
from app.printing.build import paper_grid, with_page
from app.printing.layout import LEAST_SIZE_PT, PrintOptions, layout

Form = tuple[Document, Template]
NAMES = st.text(alphabet="项目指标名称完成率（）《》，。ABCabc0123456789%≥ \n𠮷", min_size=0, max_size=40)
LONG = st.text(alphabet="目标内容，。（）《》：；ABC 0123456789%≥\n", max_size=3000)
ROW = st.tuples(
    st.sampled_from(["产出指标", "效益指标", ""]),
    st.sampled_from(["数量指标", "质量", "时效指标很长的名称"]),
    NAMES,
    NAMES,
)


def test_the_pages_of_each_sample(sample_form: Form, good: SimpleNamespace) -> None:
    grid = paper_grid(*sample_form)
    good.pages(grid, layout(grid))


@settings(max_examples=40)
@given(rows=st.lists(ROW, max_size=60), goal=LONG, other=LONG, kind=st.sampled_from(["2020-a2", "2024-05", "2026-01"]))
def test_the_pages_of_any_form(
    with_rows: Callable[..., Form],
    good: SimpleNamespace,
    rows: list[tuple[str, str, str, str]],
    goal: str,
    other: str,
    kind: str,
) -> None:
    keys = {"2020-a2": ("overview", "basis")}.get(kind, ("overall_goal", "annual_goal"))
    grid = paper_grid(*with_rows(rows, name=kind, **dict(zip(keys, (goal, other), strict=True))))
    good.pages(grid, layout(grid))


def test_three_hundred_indicators(with_rows: Callable[..., Form], good: SimpleNamespace) -> None:
    rows = [(f"一级{at // 90}", f"二级{at // 20}", f"第{at}项指标", f"≥{at}个") for at in range(300)]
    grid = paper_grid(*with_rows(rows))
    pages = layout(grid)
    assert len(pages) >= 8
    good.pages(grid, pages)


def test_an_indicator_of_three_thousand_characters(with_rows: Callable[..., Form], good: SimpleNamespace) -> None:
    grid = paper_grid(
        *with_rows([("产出指标", "数量指标", "很长的指标" * 600, "≥1个"), ("产出指标", "数量指标", "短", "2")])
    )
    pages = layout(grid)
    assert len(pages) > 2
    good.pages(grid, pages)


def test_a_word_of_forty_letters_stays_in_its_cell(with_rows: Callable[..., Form], good: SimpleNamespace) -> None:
    grid = paper_grid(*with_rows([("产出指标", "数量指标", "Donaudampfschifffahrtsgesellschaftskapitae", "≥1个")]))
    good.pages(grid, layout(grid))


def test_a_label_is_repeated_in_each_part_of_its_cell(with_rows: Callable[..., Form]) -> None:
    rows = [("产出指标", "数量指标", f"第{at}项", "1") for at in range(120)]
    pages = layout(paper_grid(*with_rows(rows)))
    for page in pages[:-1]:
        shown = [mark.text for mark in page.texts]
        assert shown.count("绩效指标") == shown.count("产出指标") == shown.count("数量指标") == 1


def test_a_goal_longer_than_a_page_goes_on(with_rows: Callable[..., Form], good: SimpleNamespace) -> None:
    goal = "".join(f"第{at}句话说明目标。" for at in range(600))
    grid = paper_grid(*with_rows([("产出指标", "数量指标", "项", "1")], annual_goal=goal))
    pages = layout(grid)
    assert len(pages) >= 3
    good.pages(grid, pages)


def test_page_numbers_header_footer_and_draft(form: Callable[[str], Form]) -> None:
    grid = paper_grid(*form("2020-a1"))
    options = PrintOptions(page_numbers=True, header="内部资料", footer="二〇二〇年", draft=True)
    pages = layout(grid, options)
    for number, page in enumerate(pages, 1):
        texts = [mark.text for mark in page.texts]
        assert {f"第 {number} 页 共 {len(pages)} 页", "内部资料", "二〇二〇年"} <= set(texts)
        assert [stamp.text.replace(" ", "") for stamp in page.stamps] == ["草稿"]


def test_one_page_when_slightly_smaller_type_does_it(form: Callable[[str], Form], good: SimpleNamespace) -> None:
    document, template = form("2026-04")
    goal = f"{document.texts['annual_goal']}\n{str(document.texts['annual_goal'])[:150]}"
    grid = paper_grid(replace(document, texts={"annual_goal": goal}), template)
    assert len(layout(grid)) == 2
    (page,) = layout(grid, PrintOptions(one_page=True))
    assert min(mark.size_pt for mark in page.texts) >= LEAST_SIZE_PT


def test_no_page_is_begun_for_a_last_row(form: Callable[[str], Form], good: SimpleNamespace) -> None:
    grid = paper_grid(*form("2024-08"))
    pages = layout(grid)
    assert len(pages) == 1
    good.pages(grid, pages)
    assert max(mark.size_pt for mark in pages[0].texts if mark.place is None) == 10.5


def test_lines_stand_closer_where_that_saves_a_page(form: Callable[[str], Form], good: SimpleNamespace) -> None:
    grid = paper_grid(*form("2026-04"))
    pages = layout(grid)
    assert len(pages) == 1
    good.pages(grid, pages)
    assert {mark.size_pt for mark in pages[0].texts} == {18, 12, 10.5}


def test_type_is_never_smaller_than_eight_points(form: Callable[[str], Form]) -> None:
    pages = layout(paper_grid(*form("2020-a1")), PrintOptions(one_page=True))
    assert len(pages) > 1
    assert max(mark.size_pt for mark in pages[0].texts if len(mark.text) > 30) == 10.5


def test_another_page_size(form: Callable[[str], Form], good: SimpleNamespace) -> None:
    grid = with_page(paper_grid(*form("2024-08")), size="A3", orientation="landscape", margins_mm=(10, 20, 30, 40))
    pages = layout(grid)
    assert (pages[0].width_mm, pages[0].height_mm) == (420.0, 297.0)
    assert max(rule.x1_mm for rule in pages[0].rules) == 400.0
    good.pages(grid, pages)


def test_marks_know_the_places_of_what_they_show(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    (page,) = layout(paper_grid(document, template))
    places = {mark.place for mark in page.texts}
    shown = {(place.section, place.key) for place in places if place is not None}
    assert {
        ("form", "title"),
        ("form", "year"),
        ("funding", "annual"),
        ("texts", "annual_goal"),
        ("indicators", "target"),
    } <= shown
    assert {("fields", key) for key in document.fields} <= shown


def test_closing_lines_and_remarks_print_when_wanted(form: Callable[[str], Form]) -> None:
    document, template = form("2024-05")
    with_remark = replace(document, meta={"remarks": ["填报说明：按年度填写。"]})
    texts = [mark.text for mark in layout(paper_grid(with_remark, template, closing=True))[0].texts]
    assert any(text.startswith("填表人：") for text in texts)
    assert "填报说明：按年度填写。" in texts
    plain = [mark.text for mark in layout(paper_grid(with_remark, template, remarks=False))[0].texts]
    assert not any("填表人" in text or "填报说明" in text for text in plain)
