"""Random scoring rules, for the tests that read sentences back and that work scores out."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from app.scoring.quantity import Quantity
from app.scoring.rules import (
    AllOrNothing,
    Band,
    Bands,
    Checklist,
    Deduction,
    Deductions,
    Grade,
    Grades,
    Level,
    Levels,
    Product,
    Ratio,
    Rule,
    Threshold,
)

UNITS = ("%", "人", "名", "场", "元", "元/人/月", "张", "台", "次", "小时")
units = st.sampled_from(UNITS)
positive = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(99999), places=2)
points = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(20), places=1)
maybe_points = st.none() | points


def quantities(unit: str) -> st.SearchStrategy[Quantity]:
    return positive.map(lambda number: Quantity(number, unit))


def thresholds(unit: str, comparisons: str = "≥≤><=") -> st.SearchStrategy[Threshold]:
    return st.builds(Threshold, st.sampled_from(list(comparisons)), quantities(unit))


@st.composite
def deductions(draw: st.DrawFn) -> Deduction:
    side = draw(st.sampled_from(["below", "above", "either", "each"]))
    unit = draw(units.filter(lambda unit: unit != "%" or side != "each"))
    comparisons = {"below": "≥>=", "above": "≤<="}.get(side, "≥≤><=")
    return Deduction(
        step=draw(quantities(unit)),
        points=draw(points),
        side=side,
        threshold=draw(st.none() | thresholds(unit, comparisons)),
        of_weight=draw(st.booleans()),
        until_zero=draw(st.booleans()),
        steps=draw(st.sampled_from(["whole", "proportional", "begun"])),
        cutoff=draw(st.none() | quantities(unit)),
        at_most=draw(maybe_points),
        full_points=draw(maybe_points),
    )


grade_tuples = st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True).map(
    lambda cuts: tuple(
        Grade(f"完成得{name}", Decimal(low), Decimal(high))
        for name, high, low in zip(
            "好些坏次", [100, *sorted(cuts, reverse=True)], [*sorted(cuts, reverse=True), 0], strict=False
        )
    )
)


@st.composite
def band_rules(draw: st.DrawFn) -> Bands:
    unit = draw(units)
    cuts = sorted(draw(st.lists(st.integers(1, 95), min_size=2, max_size=5, unique=True)), reverse=True)
    ends = [None, *(Quantity(Decimal(cut), unit) for cut in cuts), None]
    shares = draw(st.booleans())
    earned = [draw(st.integers(0, 100)) for _ in range(len(cuts) + 1)]
    return Bands(
        tuple(
            Band(low, high, None if shares else Decimal(amount), Decimal(amount) if shares else None)
            for high, low, amount in zip(ends, ends[1:], earned, strict=False)
        )
    )


ITEM_WORDS = (
    "项目是否按照规定的程序申请设立",
    "审批文件、材料是否符合要求",
    "是否落实到位",
    "合同书是否齐全并及时归档",
    "手续是否完备",
)


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    items = tuple(draw(st.lists(st.sampled_from(ITEM_WORDS), min_size=2, max_size=12)))
    own = draw(st.booleans())
    return Checklist(items, tuple(draw(points) for _ in items) if own else ())


@st.composite
def several_deductions(draw: st.DrawFn) -> Deductions:
    """Two ways to lose points in one sentence: they share what is said once (按比例, 扣完为止)."""
    sides = draw(st.sampled_from([("below", "above"), ("below", "each"), ("above", "each")]))
    unit = draw(units.filter(lambda unit: unit != "%")) if "each" in sides else draw(units)
    steps, until_zero = draw(st.sampled_from(["whole", "proportional", "begun"])), draw(st.booleans())
    parts = tuple(
        Deduction(draw(quantities(unit)), draw(points), side, None, draw(st.booleans()), until_zero, steps)  # type: ignore[arg-type]  # a side
        for side in sides
    )
    comparison = {("below", "above"): "=", ("below", "each"): "≥", ("above", "each"): "≤"}[sides]
    return Deductions(parts, draw(st.none() | thresholds(unit, comparison)), draw(maybe_points))


LEVEL_WORDS = (
    ("健全", "基本健全", "不健全"),
    ("优秀", "良好", "合格", "较差"),
    ("显著", "较显著", "其他"),
    ("优", "良"),
)


@st.composite
def level_rules(draw: st.DrawFn) -> Levels:
    names = draw(st.sampled_from(LEVEL_WORDS))
    cuts = draw(st.lists(st.integers(1, 99), min_size=len(names) - 1, max_size=len(names) - 1, unique=True))
    earned = [Decimal(cut) for cut in (100, *sorted(cuts, reverse=True))]
    shares = draw(st.booleans())
    return Levels(
        tuple(
            Level(name, None if shares else amount, amount if shares else None)
            for name, amount in zip(names, earned, strict=True)
        )
    )


dates = st.sampled_from(("12月31日", "11月底", "2021年6月30日", "2021年11月底", "9月1日"))
by_a_day = dates.map(lambda date: Threshold("≤", Quantity(Decimal(0)), date))
late_deductions = st.builds(
    Deduction,
    step=quantities("天"),
    points=points,
    side=st.just("above"),
    threshold=by_a_day,
    until_zero=st.booleans(),
    at_most=maybe_points,
)
small_ones = st.builds(AllOrNothing, st.none(), maybe_points, st.booleans())
all_or_nothing = small_ones | units.flatmap(
    lambda unit: st.builds(AllOrNothing, st.none() | thresholds(unit), maybe_points)
)
products = units.flatmap(
    lambda unit: st.builds(
        Product,
        st.none() | thresholds(unit, "≥>="),
        st.just(()) | grade_tuples,
        st.none() | quantities("%"),
        maybe_points,
    )
)
ratios = units.flatmap(
    lambda unit: st.builds(
        Ratio, st.none() | thresholds(unit), st.booleans(), st.none() | quantities(unit), maybe_points
    )
)
rules: st.SearchStrategy[Rule] = st.one_of(
    all_or_nothing,
    st.builds(AllOrNothing, by_a_day, maybe_points),
    deductions(),
    late_deductions,
    several_deductions(),
    products,
    ratios,
    checklists(),
    grade_tuples.map(Grades),
    band_rules(),
    level_rules(),
)
