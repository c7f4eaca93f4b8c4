"""Numbers of conclusions: 2.1, 2.2 … within an item, corrections beside what they correct (2.1a).

A draft has no number of its own, only its place; what was issued keeps its number for good, and
nothing else ever gets it.
"""

from sqlalchemy import select

from ecabinet.core.unit_of_work import UnitOfWork
from meetings.models import AgendaItem, Conclusion
from meetings.states import ConclusionState


def next_number(uow: UnitOfWork, item: AgendaItem) -> str:
    """Return the number after the greatest of this place in the meeting, issued or not.

    By the meeting, not the item: an item not yet discussed may have stood elsewhere.
    """
    of_meeting = select(Conclusion.number).where(Conclusion.meeting_id == item.meeting_id)
    places = [_place(number, item.number) for number in uow.session.scalars(of_meeting)]
    return f"{item.number}.{max(places, default=0) + 1}"


def _place(number: str, item_number: str) -> int:
    """Return 3 for 2.3 and 2.3a of item 2; 0 for a number of another item."""
    place = number.removeprefix(f"{item_number}.").rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(place) if place.isdigit() and number.startswith(f"{item_number}.") else 0


def close_gap(uow: UnitOfWork, gone: Conclusion) -> list[Conclusion]:
    """Let the drafts after a discarded one move up to its number, for a notice has no gaps.

    Return those that moved. What was issued stands where it is, and so does all after it.
    """
    if gone.replaces_id is not None:
        return []
    later = select(Conclusion).where(
        Conclusion.item_id == gone.item_id,
        Conclusion.ordinal > gone.ordinal,
        Conclusion.replaces_id.is_(None),
    )
    free, moved = gone.number, []
    for one in uow.session.scalars(later.order_by(Conclusion.ordinal).with_for_update()):
        if one.state != ConclusionState.DRAFT:
            break
        one.number, free = free, one.number
        moved.append(one)
    return moved
