"""What other systems are told of meetings: states, numbers, moments. Never words, never ballots."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register
from meetings import events, vote_events
from meetings.ballot_forms import Kind as VoteKind
from meetings.models import Meeting, Vote
from meetings.states import ConclusionState, MeetingState

MEETINGS = _l("Phiên họp")
_SESSION = {
    MeetingState.CALLED: ("meeting.called", _l("Phiên họp được triệu tập")),
    MeetingState.IN_SESSION: ("meeting.opened", _l("Phiên họp bắt đầu")),
    MeetingState.CLOSED: ("meeting.closed", _l("Phiên họp kết thúc")),
    MeetingState.CANCELLED: ("meeting.cancelled", _l("Phiên họp bị hủy")),
}
CONCLUSIONS = Kind("conclusions.issued", MEETINGS, _l("Kết luận được ban hành"))
VOTE_CLOSED = Kind("vote.closed", MEETINGS, _l("Biểu quyết đã đóng"))
VOTE_PUBLISHED = Kind("vote.published", MEETINGS, _l("Kết quả biểu quyết được công bố"))
KINDS = (
    *(Kind(name, MEETINGS, words) for name, words in _SESSION.values()),
    CONCLUSIONS,
    VOTE_CLOSED,
    VOTE_PUBLISHED,
)


def tell_session(session: Session, event: Event) -> Told | None:
    """Tell that a meeting was called, opened, closed or cancelled; pauses stay in the house."""
    assert isinstance(event, events.SessionChanged)
    meeting = _meeting_of(session, event)
    state = MeetingState(event.state)
    # Resumed after a pause it is in session again, but it was opened once.
    again = state is MeetingState.IN_SESSION and meeting.opened_at != event.at
    never_called = state is MeetingState.CANCELLED and meeting.called_at is None
    if state not in _SESSION or again or never_called:
        return None
    data = {
        "state": state,
        "unit": meeting.unit.code,
        "kind": meeting.kind,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "minutes_number": meeting.minutes_number,
        "minutes_year": meeting.minutes_year,
    }
    return _about_meeting(_SESSION[state][0], meeting.id, data)


def tell_conclusions(session: Session, event: Event) -> Told | None:
    """Tell the numbers of what was issued, and the tasks given. Those of secret items never come
    here: they are not announced at all (commands/hearing.py)."""
    assert isinstance(event, events.ConclusionsIssued)
    meeting = _meeting_of(session, event)
    issued = [c for c in event.conclusions if c["state"] == ConclusionState.ISSUED]
    told = ("id", "number", "task_id", "due_on")
    data = {
        "unit": meeting.unit.code,
        "conclusions": [{name: one[name] for name in told} for one in issued],
    }
    return _about_meeting(CONCLUSIONS.name, meeting.id, data)


def tell_vote(session: Session, event: Event) -> Told | None:
    """Tell that a vote was closed, or its result published: of a secret one nothing but that."""
    assert isinstance(event, vote_events.VoteClosed | vote_events.VotePublished)
    meeting = _meeting_of(session, event)
    if event.stream != events.members(meeting.id):
        return None  # The same is said to the big screen and to the desk.
    vote = session.get_one(Vote, UUID(event.vote["id"]))
    published = vote.published_at is not None
    data: dict[str, Any] = {
        "meeting_id": meeting.id,
        "unit": meeting.unit.code,
        "secret": vote.kind == VoteKind.SECRET,
        "closed_at": vote.closed_at,
        "published_at": vote.published_at,
    }
    if published and vote.kind != VoteKind.SECRET:
        data |= _figures(vote)
    kind = VOTE_CLOSED if isinstance(event, vote_events.VoteClosed) else VOTE_PUBLISHED
    return Told(kind.name, "vote", vote.id, f"/meetings/{meeting.id}", data)


def register_webhook_kinds() -> None:
    """Register the kinds; twice is the same as once."""
    tells = {
        events.SessionChanged: tell_session,
        events.ConclusionsIssued: tell_conclusions,
        vote_events.VoteClosed: tell_vote,
        vote_events.VotePublished: tell_vote,
    }
    register(KINDS, tells)


def _meeting_of(session: Session, event: Event) -> Meeting:
    return session.get_one(Meeting, UUID(event.stream.split(":")[1]))


def _about_meeting(kind: str, meeting_id: UUID, data: dict[str, Any]) -> Told:
    return Told(kind, "meeting", meeting_id, f"/meetings/{meeting_id}", data)


def _figures(vote: Vote) -> dict[str, Any]:
    """Return the verdict of an open vote; of a choice between names only how many ballots."""
    outcome = vote.outcome or {}
    return {"ballots": vote.cast, "carried": outcome.get("carried")}
