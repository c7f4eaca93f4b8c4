"""What each failure does to the people in the room, as a table."""

from collections.abc import Sequence
from statistics import median
from typing import Protocol

from benchmarks.topology.tablets import Tablet

NOTICED_SECONDS = 3.0
"""A page says after three silent seconds that the line is gone; pages turn each second."""
HEAD = (
    "failure", "s away", "silent p50", "silent max", "who noticed", "lines lost",
    "refused", "write p50", "write max", "back after",
)  # fmt: skip


class Outage(Protocol):
    """When it was, in seconds of one clock."""

    name: str
    struck: float
    mended: float
    back: float


def of(outages: Sequence[Outage], tablets: Sequence[Tablet]) -> str:
    """Return the table. Seconds; `silent` is the longest time without a push to a tablet."""
    rows = [HEAD, *(_row(outage, tablets) for outage in outages)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    return "\n".join(
        row[0].ljust(widths[0])
        + "".join(f"  {c:>{w}}" for c, w in zip(row[1:], widths[1:], strict=True))
        for row in rows
    )


def _row(outage: Outage, tablets: Sequence[Tablet]) -> tuple[str, ...]:
    begin, end = outage.struck, outage.back
    silences = [_silence(tablet.noted.pushes, begin, end) for tablet in tablets]
    lost = sum(begin <= at <= end for tablet in tablets for at in tablet.noted.lost)
    refused = sum(begin <= at <= end for tablet in tablets for at in tablet.noted.refused)
    took = [
        last - first for tablet in tablets for first, last in tablet.noted.acknowledged
        if first <= end and last >= begin
    ] or [0.0]  # fmt: skip
    noticed = sum(silence > NOTICED_SECONDS for silence in silences)
    figures = (
        outage.mended - begin, median(silences), max(silences), noticed, lost,
        refused, median(took), max(took), outage.back - outage.mended,
    )  # fmt: skip
    return (outage.name, *(f"{f:.1f}" if isinstance(f, float) else str(f) for f in figures))


def _silence(pushes: list[float], begin: float, end: float) -> float:
    """The longest pause between two pushes that touches the outage."""
    longest = 0.0
    for before, after in zip([begin, *pushes], [*pushes, end], strict=True):
        if after >= begin and before <= end:
            longest = max(longest, min(after, end) - before)
    return longest
