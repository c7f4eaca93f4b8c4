"""Who spoke on which item, from when to when: for the proceedings of the minutes."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from documents.official.minutes_facts import Opinion, Person
from ecabinet.core.clock import office_time
from meetings.catalogue import SpeakingKind
from meetings.models import Answer, Participant, SpeakingInterval, SpeakingTurn
from meetings.standing_in import with_whom
from meetings.states import TurnState

_HOLDER = aliased(Participant)
_SPEECHES = (
    select(
        SpeakingTurn.item_id,
        SpeakingTurn.kind,
        Participant.name,
        Participant.title,
        _HOLDER.name.label("holder"),
        func.min(SpeakingInterval.from_at),
        func.max(SpeakingInterval.until_at),
    )
    .join(Participant, Participant.id == SpeakingTurn.participant_id)
    .join(SpeakingInterval, SpeakingInterval.turn_id == SpeakingTurn.id)
    .outerjoin(Answer, Answer.substitute_seat_id == Participant.id)
    .outerjoin(_HOLDER, _HOLDER.id == Answer.participant_id)
    .where(SpeakingTurn.state == TurnState.ENDED)
    .group_by(
        SpeakingTurn.id,
        SpeakingTurn.item_id,
        SpeakingTurn.kind,
        Participant.name,
        Participant.title,
        _HOLDER.name,
    )
    .order_by(func.min(SpeakingInterval.from_at), SpeakingTurn.id)
)
# The minutes are a Vietnamese document whoever reads the page.
_DEED = {SpeakingKind.SPEAK: "phát biểu", SpeakingKind.QUESTION: "chất vấn"}


def speeches(session: Session, meeting_id: UUID) -> dict[UUID, tuple[Opinion, ...]]:
    """Return the turns that ended, by item, in their order; one query.

    A substitute spoke for whoever is represented, and is told with that name.
    """
    found: dict[UUID, list[Opinion]] = defaultdict(list)
    rows = session.execute(_SPEECHES.where(SpeakingTurn.meeting_id == meeting_id))
    for item_id, kind, name, title, holder, since, until in rows:
        times = f"{office_time(since):%H:%M}–{office_time(until or since):%H:%M}"
        text = f"{_DEED[SpeakingKind(kind)]}, {times}."
        found[item_id].append(Opinion(Person(name, with_whom(title, holder)), text))
    return {item_id: tuple(opinions) for item_id, opinions in found.items()}
