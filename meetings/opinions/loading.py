"""Load written opinions without asking whether the actor may: for the gate and its like."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from meetings import loading
from meetings.containers import load_whole
from meetings.models import AgendaItem, Meeting
from meetings.opinions.models import OpinionCall, WrittenOpinion
from meetings.opinions.places import GivenPlace, OpinionPlace
from meetings.places import MeetingPlace


def opinion_place(
    session: Session, actor: Actor, item_id: UUID, *, lock: bool = False
) -> OpinionPlace[MeetingPlace] | None:
    """Return the item in the actor's place in its meeting, unchecked.

    With `lock` the meeting is held: who writes, closes and answers come one after the other.
    """
    item = session.get(AgendaItem, item_id)
    found = loading.place(session, actor, item.meeting_id, lock=lock) if item else None
    if item is None or item.removed_at or found is None:
        return None
    call = session.get(OpinionCall, item_id, populate_existing=lock)
    return OpinionPlace(found, item, call)


def given_place(
    session: Session, actor: Actor, opinion_id: UUID, *, lock: bool = False
) -> GivenPlace[MeetingPlace] | None:
    """Return one opinion in the actor's place, unchecked."""
    opinion = session.get(WrittenOpinion, opinion_id)
    at = opinion_place(session, actor, opinion.item_id, lock=lock) if opinion else None
    if opinion is None or at is None:
        return None
    if lock:
        session.refresh(opinion)
    return GivenPlace(at, opinion)


def whole_place(session: Session, item_id: UUID) -> OpinionPlace[Meeting] | None:
    """Return the item in its whole meeting, with everybody's seats."""
    found = load_whole(session, item_id)
    call = session.get(OpinionCall, item_id) if found else None
    return OpinionPlace(found.meeting, found.item, call) if found else None


def whole_opinion(session: Session, opinion_id: UUID) -> GivenPlace[Meeting] | None:
    """Return one opinion in the whole meeting."""
    opinion = session.get(WrittenOpinion, opinion_id)
    at = whole_place(session, opinion.item_id) if opinion else None
    return GivenPlace(at, opinion) if at and opinion else None
