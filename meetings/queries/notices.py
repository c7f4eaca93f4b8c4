"""The facts of the notice of conclusions and of the record of votes, once a session has ended."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from documents.official.dates import long_date, short_date
from documents.official.minutes_facts import MinutesFacts
from documents.official.notice import NoticeFacts, recipients_of
from documents.official.rules import rule_set
from documents.official.vote_result import CountedVote, VoteResultFacts
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.errors import Conflict
from meetings import access
from meetings.ballot_forms import Kind
from meetings.policies import MeetingPermission
from meetings.queries.detail import meeting_out
from meetings.queries.letters import by_order
from meetings.queries.minutes import minutes_facts
from meetings.queries.shapes import ItemOut, MeetingOut
from meetings.queries.vote_lines import figures_of, is_told, verdict_of
from meetings.queries.vote_shapes import VoteOut
from meetings.states import ConclusionState, MeetingState

HOW = {
    Kind.OPEN: "biểu quyết công khai",
    Kind.SECRET: "bỏ phiếu kín",
    Kind.CIRCULATION: "lấy ý kiến bằng phiếu",
    Kind.STRAW: "thăm dò ý kiến",
}


def ended_session(
    session: Session, actor: Actor, meeting_id: UUID, now: datetime
) -> tuple[MeetingOut, MinutesFacts]:
    """Return a meeting that is over, and its minutes.

    Raises NotFound, Denied; Conflict: the session has not been closed.
    """
    place = access.place(session, actor, meeting_id, MeetingPermission.READ_MINUTES)
    if place.row.state != MeetingState.CLOSED:
        raise Conflict("official.session_open")
    facts, _final = minutes_facts(session, actor, meeting_id, now)
    return meeting_out(session, actor, place), facts


def notice_facts(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> NoticeFacts:
    """Return the facts of the notice: the rows that became tasks, so that both say the same.

    Raises NotFound, Denied; Conflict: the session goes on, or not all conclusions were issued.
    """
    shown, minutes = ended_session(session, actor, meeting_id, now)
    if not shown.conclusions or any(c.state == ConclusionState.DRAFT for c in shown.conclusions):
        raise Conflict("official.conclusions_open")
    day = minutes.opened_at.date()
    return NoticeFacts(
        rule_set=minutes.rule_set,
        issuer=minutes.issuer,
        superior=minutes.superior,
        symbol="",
        place=minutes.place,
        day=office_day(now),
        abstract=(f"Kết luận {_said(minutes.meeting_title)}", long_date(day)),
        opening=_opening(minutes),
        conclusions=minutes.conclusions,
        signer=by_order(minutes.rule_set, minutes.body, minutes.secretary),
        recipients=recipients_of(minutes.conclusions, f"Lưu {minutes.issuer}"),
    )


def _said(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _opening(minutes: MinutesFacts) -> str:
    person = rule_set(minutes.rule_set).minutes.person
    chair = " ".join(part for part in (person, minutes.chair.name) if part)
    office = f", {minutes.chair.office}" if minutes.chair.office else ""
    led = f" dưới sự chủ trì của {chair}{office}" if minutes.chair.name else ""
    return (
        f"Ngày {short_date(minutes.opened_at.date())}, {minutes.body} tiến hành"
        f" {_said(minutes.meeting_title)}{led}; có mặt {len(minutes.present)}/{minutes.members}"
        f" thành viên. Sau khi nghe báo cáo và thảo luận, {minutes.body} kết luận như sau:"
    )


def vote_result_facts(
    session: Session, actor: Actor, meeting_id: UUID, now: datetime
) -> VoteResultFacts:
    """Return the facts of the record of votes.

    Raises NotFound, Denied; Conflict: the session goes on, or no result has been published.
    """
    shown, minutes = ended_session(session, actor, meeting_id, now)
    items = {item.id: item for item in shown.agenda}
    told = [vote for vote in shown.votes if is_told(vote) and vote.item_id in items]
    counted = tuple(_counted(vote, items, shown.votes) for vote in told)
    if not counted:
        raise Conflict("official.no_votes")
    return VoteResultFacts(
        rule_set=minutes.rule_set, issuer=minutes.issuer, superior=minutes.superior, symbol="",
        place=minutes.place, day=office_day(now), body=minutes.body, venue=minutes.venue,
        meeting_title=minutes.meeting_title, opened_at=minutes.opened_at,
        closed_at=minutes.closed_at, members=minutes.members, present=len(minutes.present),
        votes=counted, secretary=minutes.secretary.name, chair=minutes.chair.name,
    )  # fmt: skip


def _counted(vote: VoteOut, items: dict[UUID, ItemOut], votes: list[VoteOut]) -> CountedVote:
    ended = vote.closed_at or vote.voided_at
    assert ended is not None
    return CountedVote(
        item=items[vote.item_id].number,
        question=vote.question,
        how=HOW[vote.kind],
        entitled=vote.entitled,
        cast=vote.cast,
        figures=figures_of(vote),
        verdict=verdict_of(vote, votes),
        closed_at=office_time(ended),
    )
