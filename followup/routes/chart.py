"""The trend as a drawing: where bars, points and lines stand, in the units of the SVG's box."""

from dataclasses import dataclass

from followup.queries.dashboard import Month

WIDTH, HEIGHT = 320, 220
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 14, 26
LINES = 4


@dataclass(frozen=True)
class Column:
    """One month: bars of what came and what was finished, and the point of what was late."""

    month: Month
    x: float
    issued_x: float
    done_x: float
    bar: float
    issued_y: float
    done_y: float
    overdue_y: float


@dataclass(frozen=True)
class Chart:
    """The whole drawing; `scale` are (value, y) of the horizontal lines."""

    columns: tuple[Column, ...]
    scale: tuple[tuple[int, float], ...]
    floor: float

    @property
    def line(self) -> str:
        """The points of the line of overdue tasks."""
        return " ".join(f"{column.x:.1f},{column.overdue_y:.1f}" for column in self.columns)


def trend(months: tuple[Month, ...]) -> Chart:
    """Return the drawing of `months`."""
    top = _round_up(max((max(m.issued, m.done, m.overdue) for m in months), default=0))
    floor = float(HEIGHT - BOTTOM)

    def y(value: float) -> float:
        return floor - (floor - TOP) * value / top

    step = (WIDTH - LEFT - RIGHT) / max(len(months), 1)
    bar = step * 0.28
    columns = tuple(
        Column(
            month=month,
            x=x,
            issued_x=x - bar - 1,
            done_x=x + 1,
            bar=bar,
            issued_y=y(month.issued),
            done_y=y(month.done),
            overdue_y=y(month.overdue),
        )
        for month, x in ((m, LEFT + step * (n + 0.5)) for n, m in enumerate(months))
    )
    scale = tuple((top * n // LINES, y(top * n // LINES)) for n in range(LINES + 1))
    return Chart(columns, scale, floor)


def _round_up(value: int) -> int:
    """Return the next number that divides evenly into the lines of the scale."""
    for unit in (1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000):
        if value <= unit * LINES:
            return unit * LINES
    return -(-value // (10_000 * LINES)) * 10_000 * LINES
