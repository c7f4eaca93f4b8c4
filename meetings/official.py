"""The official documents that come from a meeting: what they say, who signs, who may read them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from documents.issuing.sources import OfficialKind, SignerWanted, Source, Told, register_source
from documents.official.attendance import AttendanceFacts, build_attendance
from documents.official.invitation import InvitationFacts, build_invitation
from documents.official.minutes_facts import MinutesFacts
from documents.official.notice import NoticeFacts, build_notice, write_notice
from documents.official.rules import rule_set
from documents.official.vote_result import VoteResultFacts, build_vote_result
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict
from meetings import access, states
from meetings.catalogue import Function
from meetings.minutes.queries.texts import text_state
from meetings.minutes.states import MinutesState
from meetings.minutes_words import draw_minutes, write_minutes_down
from meetings.models import Meeting
from meetings.policies import MeetingPermission, minutes_visible_to
from meetings.queries.attendance_list import attendance_facts
from meetings.queries.letters import invitation_facts
from meetings.queries.notices import ended_session, notice_facts, vote_result_facts

SUBJECT = "meeting"


def meeting_path(meeting_id: UUID) -> str:
    """Return the page of a meeting."""
    return f"/meetings/{meeting_id}"


def _invitation(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> Told:
    facts = invitation_facts(session, actor, meeting_id, None, now)
    title = f"Giấy mời dự {_lower(facts.meeting_title)}"
    return _told(session, actor, meeting_id, facts, title, by_order=True)


def _attendance(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> Told:
    facts = attendance_facts(session, actor, meeting_id, now)
    if facts.blank:
        raise Conflict("official.session_open")
    title = f"Danh sách điểm danh {_lower(facts.meeting_title)}"
    return _told(session, actor, meeting_id, facts, title)


def _minutes(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> Told:
    _shown, facts = ended_session(session, actor, meeting_id, now)
    title = f"Biên bản {_lower(facts.meeting_title)}"
    told = _told(session, actor, meeting_id, facts, title)
    # Minutes that nobody writes are their facts; those that somebody writes wait for the chair.
    waits = text_state(session, meeting_id) in (MinutesState.DRAFT, MinutesState.CIRCULATED)
    return replace(told, hold="minutes.not_approved") if waits else told


def _notice(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> Told:
    facts = notice_facts(session, actor, meeting_id, now)
    title = f"Thông báo {_lower(' '.join(facts.abstract))}"
    return _told(session, actor, meeting_id, facts, title, by_order=True)


def _votes(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> Told:
    facts = vote_result_facts(session, actor, meeting_id, now)
    title = f"Biên bản kiểm phiếu {_lower(facts.meeting_title)}"
    return _told(session, actor, meeting_id, facts, title)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _told(
    session: Session, actor: Actor, meeting_id: UUID, facts: Any, title: str, *,
    by_order: bool = False,
) -> Told:  # fmt: skip
    meeting = access.meeting(session, actor, meeting_id, MeetingPermission.READ)
    words = rule_set(meeting.rule_set).minutes
    signers = [_signer(meeting, Function.SECRETARY, words.secretary)]
    if by_order:
        signers = [replace(signers[0], part=rule_set(meeting.rule_set).authority["by_order"])]
    else:
        signers.append(_signer(meeting, Function.CHAIR, words.chair))
    # A letter to all names nothing secret (`invitation_facts`); the others what the actor may know.
    seen = [item.secrecy for item in meeting.items if item.secrecy <= actor.clearance]
    secrecy = 0 if isinstance(facts, InvitationFacts) else max(seen, default=0)
    return Told(
        facts=facts, title=title, unit_id=meeting.unit_id, rule_set=meeting.rule_set,
        signers=tuple(signers), secrecy=secrecy,
        recipients=", ".join(getattr(facts, "recipients", ()))[:1_000],
    )  # fmt: skip


def _signer(meeting: Meeting, function: Function, part: str) -> SignerWanted:
    seats = (p for p in meeting.participants if p.removed_at is None and p.function == function)
    seat = next(seats, None)
    return SignerWanted(seat.person_id if seat else None, seat.name if seat else "", part)


def _with_day(facts: Any, symbol: str, day: date) -> Any:
    return replace(facts, symbol=symbol, day=day)


def _with_symbol(facts: Any, symbol: str, _day: date) -> Any:
    return replace(facts, symbol=symbol)


def _source(
    kind: OfficialKind, type_code: str | None, facts: type[Any],
    tell: Callable[[Session, Actor, UUID, datetime], Told],
    draw: Callable[[Any], bytes],
    numbered: Callable[[Any, str, date], Any] = _with_day,
    write: Callable[[Any], bytes] | None = None,
) -> Source:  # fmt: skip
    return Source(
        kind,
        SUBJECT,
        type_code,
        facts,
        tell,
        numbered,
        draw,
        minutes_visible_to,
        meeting_path,
        write,
    )


SOURCES = (
    _source(OfficialKind.INVITATION, "GM", InvitationFacts, _invitation, build_invitation),
    _source(
        OfficialKind.ATTENDANCE, None, AttendanceFacts, _attendance, build_attendance, _with_symbol
    ),
    _source(
        OfficialKind.MINUTES, "BB", MinutesFacts, _minutes, draw_minutes, write=write_minutes_down
    ),
    _source(OfficialKind.NOTICE, "TB", NoticeFacts, _notice, build_notice, write=write_notice),
    _source(OfficialKind.VOTE_RESULT, "BB", VoteResultFacts, _votes, build_vote_result),
)


def register_official() -> None:
    """Register them; twice is the same as once."""
    for source in SOURCES:
        register_source(source)


def offered(meeting: Meeting) -> list[OfficialKind]:
    """Return which documents make sense in the state the meeting is in."""
    if meeting.state == states.MeetingState.CLOSED:
        return [source.kind for source in SOURCES if source.kind is not OfficialKind.INVITATION]
    if meeting.state in states.EDITABLE:
        return [OfficialKind.INVITATION]
    return []
