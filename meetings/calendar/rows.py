"""Lines of a week as they are published, in order, and what differs between two editions. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from meetings.calendar.states import Half, LineKind

NOON = time(12)
# What people are told of when it differs; `half` follows the time.
COMPARED = (
    "day", "half", "starts", "ends", "content", "leaders", "participants", "place", "preparing",
    "note",
)  # fmt: skip


class Leader(BaseModel):
    """A leader under the name of that day."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    name: str


class Row(BaseModel):
    """One line, with the words it was published with. `by`: who wrote it last."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    meeting_id: UUID | None = None
    kind: LineKind
    day: date
    half: Half
    starts: time | None
    ends: time | None
    content: str
    leaders: tuple[Leader, ...] = ()
    participants: str = ""
    place: str = ""
    preparing: str = ""
    note: str = ""
    restricted: bool = False
    by: str = ""


class Deed(StrEnum):
    """What became of a line between two editions."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(BaseModel):
    """What is different of one line, from what to what, and by whom."""

    model_config = ConfigDict(frozen=True)
    deed: Deed
    before: Row | None
    after: Row | None
    fields: tuple[str, ...] = ()
    by: str = ""

    @property
    def row(self) -> Row:
        """The line as it is now, or as it was before it was taken out."""
        found = self.after or self.before
        assert found is not None
        return found


def half_of(starts: time | None, given: Half | None) -> Half:
    """Return the half of the day: by the time when there is one, else as given."""
    if starts is not None:
        return Half.MORNING if starts < NOON else Half.AFTERNOON
    return given or Half.MORNING


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return the lines by day, half and time; those of a whole half first, as duty is."""
    return sorted(
        rows, key=lambda r: (r.day, r.half, r.starts is not None, r.starts or time(), str(r.id))
    )


def changes_between(
    before: Sequence[Row], after: Sequence[Row], removed_by: dict[UUID, str] | None = None
) -> list[Change]:
    """Return what to announce: added, changed, removed, in the order of the week."""
    old, new = {row.id: row for row in before}, {row.id: row for row in after}
    found = [
        Change(deed=Deed.REMOVED, before=row, after=None, by=(removed_by or {}).get(row.id, ""))
        for row in before
        if row.id not in new
    ]
    for row in after:
        was = old.get(row.id)
        if was is None:
            found.append(Change(deed=Deed.ADDED, before=None, after=row, by=row.by))
            continue
        fields = tuple(name for name in COMPARED if getattr(was, name) != getattr(row, name))
        if fields:
            found.append(Change(deed=Deed.CHANGED, before=was, after=row, fields=fields, by=row.by))
    return sorted(found, key=lambda c: (c.row.day, c.row.half, c.row.starts or time()))


def monday_of(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def days_of(monday: date) -> list[date]:
    """Return the seven days of a week, Monday first."""
    return [monday + timedelta(days=number) for number in range(7)]
