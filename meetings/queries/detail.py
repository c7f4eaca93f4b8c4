"""One meeting with all that the reader may see of it, in a constant number of queries."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from followup.proposals.queries.behind import behind
from meetings import access, states
from meetings.catalogue import Function, RuleSet
from meetings.models import AgendaItem
from meetings.places import ItemPlace, MeetingPlace, own_seat
from meetings.policies import ItemPermission, MeetingPermission, is_only_guest
from meetings.queries.bodies import body_of
from meetings.queries.conclusions import conclusions_of_meeting, conclusions_out
from meetings.queries.papers import KIND, may_see, papers_of
from meetings.queries.presence import attendance, recusals
from meetings.queries.seats import seats
from meetings.queries.shapes import (
    AgendaPaperOut,
    BehindOut,
    ItemOut,
    MeetingOut,
    ParticipantOut,
    RecusalOut,
    Rights,
)
from meetings.queries.turn_shapes import SpeakingOut
from meetings.queries.turns import speaking
from meetings.queries.vote_shapes import VoteOut
from meetings.queries.votes import votes_for, votes_of_meeting
from meetings.states import ItemState, MeetingState
from meetings.terms import Base
from meetings.timing import Timetable, timetable


def meeting(session: Session, actor: Actor, meeting_id: UUID) -> MeetingOut:
    """Return the meeting for the reader. Raises NotFound."""
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    found = meeting_out(session, actor, place)
    return found.model_copy(update={"agenda": with_proposals(session, actor, found.agenda)})


def with_proposals(session: Session, actor: Actor, items: list[ItemOut]) -> list[ItemOut]:
    """Return the items with the proposals that became them, where the reader may read these.

    One more query, which only the page of the meeting needs.
    """
    found = behind(session, actor, KIND, [item.id for item in items])
    links = {key: BehindOut(title=one.title, url=one.url) for key, one in found.items()}
    return [item.model_copy(update={"proposal": links.get(item.id)}) for item in items]


def meeting_out(session: Session, actor: Actor, place: MeetingPlace) -> MeetingOut:
    """Return the shape of a meeting, of the reader's place that the gate has let through.

    Votes come as live events tell them, without `ballots`: a long meeting has thousands, and every
    tablet that enters and every answer to the desk would carry them. getVote has those of one.
    A guest of single items sees those, their papers, and who takes part; no votes, no conclusions.
    """
    found = place.row
    desk = allows(actor, MeetingPermission.READ_DRAFTS, place)
    items = [i for i in found.items if allows(actor, ItemPermission.READ, ItemPlace(place, i))]
    people = seats(session, found)
    votes: list[VoteOut] = []
    conclusions = []
    stand_back: list[RecusalOut] = []
    if allows(actor, MeetingPermission.READ_VOTES, place):
        rows = votes_of_meeting(session, found.id, actor.clearance, prepared=desk)
        votes = votes_for(session, rows, own_seat(actor, place), desk=desk)
        drafts = conclusions_of_meeting(session, found.id, actor.clearance, drafts=desk)
        conclusions = conclusions_out(session, drafts)
        stand_back = recusals(session, found)
    papers = papers_of(session, actor, [item.id for item in items])
    readable = {item.id for item in items}
    plan = timetable(found, found.items)
    current = found.current_version_id
    here = found.current_item_id in readable and may_see(session, actor, current)
    return MeetingOut(
        id=found.id,
        title=found.title,
        kind=found.kind,
        unit=body_of(session, found),
        state=MeetingState(found.state),
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        place=found.place,
        room=found.room,
        rule_set=RuleSet(found.rule_set),
        quorum_numerator=found.quorum_numerator,
        quorum_denominator=found.quorum_denominator,
        quorum_strict=found.quorum_strict,
        vote_base=Base(found.vote_base),
        vote_numerator=found.vote_numerator,
        vote_denominator=found.vote_denominator,
        vote_strict=found.vote_strict,
        current_item_id=found.current_item_id,
        current_version_id=found.current_version_id if here else None,
        current_page=found.current_page,
        current_view=found.current_view if here else None,
        presenter_id=found.presenter_id,
        shown_conclusion_id=found.shown_conclusion_id if desk else None,
        opened_at=found.opened_at,
        closed_at=found.closed_at,
        minutes_symbol=found.minutes_symbol,
        revision=found.revision,
        agenda_revision=found.agenda_revision,
        agenda_ends_at=plan.ends_at,
        agenda_minutes=plan.minutes,
        agenda_over=plan.over,
        series_id=found.series_id,
        room_reason=found.room_reason,
        agenda=[item_out(item, papers[item.id], plan) for item in items],
        participants=_shown(actor, place, people),
        attendance=attendance(session, found),
        speaking=queues(session, actor, place),
        recusals=stand_back,
        votes=votes,
        conclusions=conclusions,
        me=next((p for p in people if place.seat and p.id == place.seat.id), None),
        rights=_rights(actor, place),
    )


def item_out(item: AgendaItem, papers: list[AgendaPaperOut], plan: Timetable) -> ItemOut:
    """Return the shape of an item, with its beginning by the plan of the whole agenda."""
    return ItemOut(
        id=item.id,
        position=item.position,
        number=item.number,
        title=item.title,
        minutes=item.minutes,
        presenter_name=item.presenter_name,
        presenter_unit=item.presenter_unit,
        members_only=item.members_only,
        secrecy=item.secrecy,
        parent_id=item.parent_id,
        level=item.level,
        starts_at=plan.starts[item.id],
        state=ItemState(item.state),
        started_at=item.started_at,
        spent_seconds=item.spent_seconds,
        papers=papers,
    )


def queues(session: Session, actor: Actor, place: MeetingPlace) -> SpeakingOut:
    """Return the queues of the current item; nothing when it is not the reader's."""
    now = place.row.current_item_id
    item = next((item for item in place.row.items if item.id == now), None)
    if item is None or not allows(actor, ItemPermission.READ, ItemPlace(place, item)):
        return SpeakingOut()
    return speaking(session, place.row)


def _shown(actor: Actor, place: MeetingPlace, people: list[ParticipantOut]) -> list[ParticipantOut]:
    """A guest does not see other guests: whom else the body hears is not the guest's to know."""
    if not is_only_guest(actor, place):
        return people
    return [p for p in people if p.function is not Function.GUEST or p.person_id == actor.person_id]


def _rights(actor: Actor, place: MeetingPlace) -> Rights:
    held, state = states.HELD, place.state
    seat = own_seat(actor, place)

    def may(permission: MeetingPermission) -> bool:
        return allows(actor, permission, place)

    return Rights(
        plan=may(MeetingPermission.PLAN) and state in states.EDITABLE,
        call=may(MeetingPermission.CALL) and state == MeetingState.DRAFT,
        run=may(MeetingPermission.RUN) and state in states.GATHERING,
        check_in=may(MeetingPermission.CHECK_IN) and state in states.GATHERING,
        answer=may(MeetingPermission.ANSWER) and state == MeetingState.CALLED,
        read_answers=may(MeetingPermission.READ_ANSWERS) and state != MeetingState.DRAFT,
        vote=bool(seat and seat.entitled),
        conclude=may(MeetingPermission.CONCLUDE) and state in held,
        confirm=may(MeetingPermission.CONFIRM) and state in held,
        issue=may(MeetingPermission.ISSUE) and state in held,
        minutes=may(MeetingPermission.READ_MINUTES) and state in held,
        speaking=may(MeetingPermission.READ_SPEAKING) and state in held,
    )
