"""What all changes of an agenda share: locking, numbering, who may hear of it."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, update

from ecabinet.core.errors import Conflict, Invalid, refuse_stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states, timing, tree
from meetings.models import AgendaItem, Meeting
from meetings.policies import MeetingPermission
from meetings.states import ItemState

_MEETING = cast(Table, Meeting.__table__)
# Not through the ORM: the form of title and time must not turn stale because an item was added.
_COUNT = (
    update(_MEETING)
    .where(_MEETING.c.id == bindparam("this_meeting"))
    .values(agenda_revision=_MEETING.c.agenda_revision + 1)
)


def meeting_to_plan(uow: UnitOfWork, meeting_id: UUID, seen: int | None) -> Meeting:
    """Return the meeting locked; `seen` is the agenda's revision that the person saw.

    Raises:
        NotFound, Denied: as the gate says. Conflict: the meeting is over.
        Stale: somebody else has changed the agenda since.
    """
    meeting = access.meeting(uow, uow.actor, meeting_id, MeetingPermission.PLAN, lock=True)
    check_open(meeting, seen)
    return meeting


def check_open(meeting: Meeting, seen: int | None) -> None:
    """Raise Conflict when the meeting is over, Stale when its agenda is not the one `seen`."""
    if meeting.state not in states.EDITABLE:
        raise Conflict("meeting.over")
    refuse_stale(seen, meeting.agenda_revision)


def check_length(meeting: Meeting, minutes: int) -> None:
    """Raise Invalid for an item longer than the meeting, while the meeting is being planned."""
    if meeting.state in states.PLANNING:
        timing.check_fits(meeting, minutes)


def check_secrecy(uow: UnitOfWork, secrecy: int) -> None:
    """Raise Invalid when the item would vanish from the eyes of whoever makes it so."""
    if secrecy > uow.actor.clearance:
        raise Invalid("agenda.above_own_clearance", field="secrecy")


def arrange(meeting: Meeting, items: Sequence[AgendaItem], levels: Sequence[int]) -> None:
    """Put `items` in order at `levels`: positions, numbers, what each lies in.

    What lies in a closed or secret item is at least as closed and secret.

    Raises:
        Invalid: the levels make no tree.
        Conflict: an item that was discussed would get another number, or a guest of an item would
            have to leave it.
    """
    tree.check_levels(levels)
    numbers = tree.numbers(levels)
    above = tree.parents(items, levels)
    rows = zip(items, numbers, above, strict=True)
    for position, (item, number, parent) in enumerate(rows, start=1):
        if item.state != ItemState.PENDING and item.number != number:
            raise Conflict("agenda.item_discussed")  # Votes and conclusions carry its number.
        item.position, item.number = position, number
        item.parent_id = parent.id if parent else None
        if parent is not None:
            item.secrecy = max(item.secrecy or 0, parent.secrecy or 0)
            item.members_only = bool(item.members_only or parent.members_only)
    _check_guests(meeting, items)


def _check_guests(meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    invited = {i for p in meeting.participants if p.removed_at is None for i in p.item_ids}
    if any(item.members_only and item.id in invited for item in items):
        raise Conflict("agenda.has_guests")


def number_new(items: list[AgendaItem], levels: Sequence[int]) -> list[AgendaItem]:
    """Number new items that lie at `levels`, and say what each lies in."""
    rows = zip(items, tree.numbers(levels), tree.parents(items, levels), strict=True)
    for position, (item, number, parent) in enumerate(rows, start=1):
        item.position, item.number = position, number
        item.parent_id = parent.id if parent else None
    return items


def levels_of(items: Sequence[AgendaItem]) -> list[int]:
    """Return how deep the items lie now."""
    return [item.level for item in items]


def announce(
    uow: UnitOfWork, meeting: Meeting, action: str, item: AgendaItem | None = None, **detail: object
) -> None:
    """Tell every device to ask again, and the log what was done, without words of secret items."""
    uow.session.execute(_COUNT, {"this_meeting": meeting.id})
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))
    if item is not None:
        if item.secrecy:
            detail = {n: v for n, v in detail.items() if n not in _TELLING}
        detail = {"item_id": str(item.id), **detail}
    uow.audit(action, "meeting", meeting.id, **detail)


_TELLING = ("title", "presenter_name", "presenter_unit")
