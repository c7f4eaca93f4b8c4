"""One meeting with all that the reader may see of it, in a constant number of queries."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings import access, states
from meetings.catalogue import Function, MeetingKind, RuleSet
from meetings.models import AgendaItem, Meeting, Participant
from meetings.policies import (
    ItemPermission,
    ItemPlace,
    MeetingPermission,
    is_only_guest,
    participant_of,
)
from meetings.queries.conclusions import conclusions_of_meeting, conclusions_out
from meetings.queries.papers import papers_of
from meetings.queries.presence import arrivals, attendance_of
from meetings.queries.shapes import (
    ItemOut,
    MeetingOut,
    Named,
    PaperOut,
    ParticipantOut,
    Rights,
    VoteOut,
)
from meetings.queries.votes import votes_for, votes_of_meeting
from meetings.states import ItemState, MeetingState


def meeting(session: Session, actor: Actor, meeting_id: UUID) -> MeetingOut:
    """Return the meeting for the reader. Raises NotFound."""
    found = access.meeting(session, actor, meeting_id, MeetingPermission.READ)
    return meeting_out(session, actor, found)


def meeting_out(session: Session, actor: Actor, found: Meeting) -> MeetingOut:
    """Return the shape of a meeting that the gate has let through.

    A guest of single items sees those, their papers, and who takes part; no votes, no conclusions.
    """
    desk = allows(actor, MeetingPermission.READ_DRAFTS, found)
    seat = participant_of(actor, found)
    items = [i for i in found.items if allows(actor, ItemPermission.READ, ItemPlace(found, i))]
    since = arrivals(session, found)
    people = {
        p.id: _participant(p, since) for p in found.participants if p.removed_at is None
    }
    votes: list[VoteOut] = []
    conclusions = []
    if allows(actor, MeetingPermission.READ_VOTES, found):
        rows = votes_of_meeting(session, found.id, prepared=desk)
        votes = votes_for(session, rows, seat)
        drafts = conclusions_of_meeting(session, found.id, drafts=desk)
        conclusions = conclusions_out(session, drafts)
    papers = papers_of(session, [item.id for item in items])
    readable = {item.id for item in items}
    here = found.current_item_id in readable
    return MeetingOut(
        id=found.id,
        title=found.title,
        kind=MeetingKind(found.kind),
        unit=Named(id=found.unit.id, name=found.unit.name),
        state=MeetingState(found.state),
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        place=found.place,
        rule_set=RuleSet(found.rule_set),
        quorum_numerator=found.quorum_numerator,
        quorum_denominator=found.quorum_denominator,
        quorum_strict=found.quorum_strict,
        current_item_id=found.current_item_id,
        current_version_id=found.current_version_id if here else None,
        current_page=found.current_page,
        opened_at=found.opened_at,
        closed_at=found.closed_at,
        minutes_symbol=found.minutes_symbol,
        revision=found.revision,
        agenda=[item_out(item, papers[item.id]) for item in items],
        participants=[p for p in people.values() if _shown(actor, found, p)],
        attendance=attendance_of(found, set(since)),
        votes=votes,
        conclusions=conclusions,
        me=people.get(seat.id) if seat else None,
        rights=_rights(actor, found, votes),
    )


def item_out(item: AgendaItem, papers: list[PaperOut]) -> ItemOut:
    """Return the shape of an item."""
    return ItemOut(
        id=item.id,
        position=item.position,
        number=item.number,
        title=item.title,
        minutes=item.minutes,
        presenter_name=item.presenter_name,
        presenter_unit=item.presenter_unit,
        members_only=item.members_only,
        state=ItemState(item.state),
        started_at=item.started_at,
        spent_seconds=item.spent_seconds,
        papers=papers,
    )


def _participant(seat: Participant, since: dict[UUID, datetime]) -> ParticipantOut:
    return ParticipantOut(
        id=seat.id,
        person_id=seat.person_id,
        name=seat.name,
        title=seat.title,
        function=Function(seat.function),
        entitled=seat.entitled,
        present=seat.id in since,
        arrived_at=since.get(seat.id),
        item_ids=sorted(seat.item_ids),
    )


def _shown(actor: Actor, found: Meeting, seat: ParticipantOut) -> bool:
    """A guest does not see other guests: whom else the body hears is not the guest's to know."""
    own = seat.person_id == actor.person_id
    return own or seat.function is not Function.GUEST or not is_only_guest(actor, found)


def _rights(actor: Actor, found: Meeting, votes: list[VoteOut]) -> Rights:
    held, state = states.HELD, found.state
    seat = participant_of(actor, found)

    def may(permission: MeetingPermission) -> bool:
        return allows(actor, permission, found)

    return Rights(
        plan=may(MeetingPermission.PLAN) and state in states.EDITABLE,
        call=may(MeetingPermission.CALL) and state == MeetingState.DRAFT,
        run=may(MeetingPermission.RUN) and state in states.GATHERING,
        check_in=may(MeetingPermission.CHECK_IN) and state in states.GATHERING,
        vote=bool(seat and seat.entitled),
        conclude=may(MeetingPermission.CONCLUDE) and state in held,
        issue=may(MeetingPermission.ISSUE) and state in held,
        minutes=may(MeetingPermission.READ_MINUTES) and state in held,
    )
