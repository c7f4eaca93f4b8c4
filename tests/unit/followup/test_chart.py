"""The drawing of the trend stays in its box and keeps proportions."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from followup.queries.dashboard import Month
from followup.routes.chart import HEIGHT, TOP, WIDTH, trend

counts = st.integers(0, 200_000)
months = st.lists(
    st.builds(
        Month,
        first=st.just(date(2026, 11, 1)),
        last=st.just(date(2026, 11, 30)),
        issued=counts,
        done=counts,
        overdue=counts,
    ),
    min_size=1,
    max_size=12,
)


@given(months)
def test_everything_is_inside_and_larger_counts_stand_higher(given_months: list[Month]) -> None:
    chart = trend(tuple(given_months))
    for column in chart.columns:
        for y in (column.issued_y, column.done_y, column.overdue_y):
            assert TOP - 1e-6 <= y <= chart.floor <= HEIGHT
        assert column.issued_x >= 0
        assert column.done_x + column.bar <= WIDTH
    ordered = sorted(chart.columns, key=lambda column: column.month.issued)
    assert [c.issued_y for c in ordered] == sorted((c.issued_y for c in ordered), reverse=True)
    top = chart.scale[-1][0]
    assert top >= max(max(m.issued, m.done, m.overdue) for m in given_months)
    assert len({b[0] - a[0] for a, b in zip(chart.scale, chart.scale[1:], strict=False)}) == 1


def test_nothing_yet() -> None:
    assert trend(()).columns == ()
    assert trend(()).line == ""
