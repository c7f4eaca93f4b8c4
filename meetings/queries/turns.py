"""The queues of the current item as readers see them, and as the big screen may show them."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings import states
from meetings.catalogue import SpeakingKind
from meetings.models import AgendaItem, Meeting, Participant, SpeakingTurn
from meetings.queries.live_shapes import ScreenNext, ScreenSpeaker, ScreenSpeaking
from meetings.queries.standing_in import holders
from meetings.queries.turn_shapes import SpeakingOut, TurnOut
from meetings.states import TurnState

# How many names stand on the big screen as coming next.
FOLLOWING = 2


def speaking(session: Session, meeting: Meeting) -> SpeakingOut:
    """Return the queues of the current item, in their order; one query, none between items."""
    item_id = meeting.current_item_id
    if item_id is None or meeting.state not in states.RUNNING:
        return SpeakingOut()
    return of_item(session, item_id)


def of_item(session: Session, item_id: UUID) -> SpeakingOut:
    """Return the queues of an item, the floor first."""
    told = select(SpeakingTurn).where(
        SpeakingTurn.item_id == item_id, SpeakingTurn.state != TurnState.DROPPED
    )
    rows = session.scalars(told.order_by(SpeakingTurn.position, SpeakingTurn.asked_at)).all()
    places = dict.fromkeys(SpeakingKind, 0)
    turns = [_turn(row, 0) for row in rows if row.state == TurnState.FLOOR]
    for row in rows:
        if row.state == TurnState.WAITING:
            kind = SpeakingKind(row.kind)
            places[kind] += 1
            turns.append(_turn(row, places[kind]))
    spoken = sum(row.state == TurnState.ENDED for row in rows)
    return SpeakingOut(item_id=item_id, turns=tuple(turns), spoken=spoken)


def screen_speaking(session: Session, meeting: Meeting) -> ScreenSpeaking:
    """Return the speaker and the next by name, and how many wait.

    In an item for members only the wall gives no names.
    """
    found = speaking(session, meeting)
    waiting = [turn for turn in found.turns if turn.state is TurnState.WAITING]
    floor = next((turn for turn in found.turns if turn.state is TurnState.FLOOR), None)
    following = [turn for turn in waiting if turn.kind is SpeakingKind.SPEAK][:FOLLOWING]
    seats = _seats(session, found.item_id, [*([floor] if floor else []), *following])
    instead = holders(session, list(seats)) if seats else {}
    return ScreenSpeaking(
        item_id=found.item_id,
        speaker=_speaker(seats.get(floor.participant_id), instead, floor) if floor else None,
        following=tuple(
            ScreenNext(name=seat.name, stands_for=instead.get(seat.id, ""))
            for seat in (seats.get(turn.participant_id) for turn in following)
            if seat
        ),
        speak=sum(turn.kind is SpeakingKind.SPEAK for turn in waiting),
        question=sum(turn.kind is SpeakingKind.QUESTION for turn in waiting),
    )


def _seats(session: Session, item_id: UUID | None, turns: list[TurnOut]) -> dict[UUID, Participant]:
    item = session.get(AgendaItem, item_id) if turns else None
    if item is None or item.members_only or item.secrecy:
        return {}
    wanted = Participant.id.in_([turn.participant_id for turn in turns])
    return {seat.id: seat for seat in session.scalars(select(Participant).where(wanted))}


def _speaker(seat: Participant | None, instead: dict[UUID, str], turn: TurnOut) -> ScreenSpeaker:
    return ScreenSpeaker(
        name=seat.name if seat else "",
        title=seat.title if seat else "",
        stands_for=instead.get(seat.id, "") if seat else "",
        kind=turn.kind,
        started_at=turn.started_at,
        spent_seconds=turn.spent_seconds,
        limit_seconds=turn.limit_seconds,
    )


def _turn(row: SpeakingTurn, position: int) -> TurnOut:
    return TurnOut(
        id=row.id,
        participant_id=row.participant_id,
        kind=SpeakingKind(row.kind),
        state=TurnState(row.state),
        position=position,
        asked_at=row.asked_at,
        started_at=row.started_at,
        spent_seconds=row.spent_seconds,
        limit_seconds=row.limit_seconds,
    )
