"""What led to a task that came from a conclusion: the meeting, its votes, the conclusion itself."""

from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from followup.proposals.works import steps_behind
from followup.sources import Figure, StoryStep
from meetings import loading
from meetings.commands.agenda_from_proposal import OUTCOME
from meetings.models import AgendaItem, Conclusion, Meeting, Vote
from meetings.policies import MeetingPermission
from meetings.states import VoteState
from meetings.terms import Outcome


def steps(session: Session, actor: Actor, conclusion_id: UUID) -> list[StoryStep]:
    """Return the steps, oldest first.

    Whoever may read the task may know which meeting it came from and what was concluded; the
    votes are told only to those who may see them in the meeting.
    """
    conclusion = session.get(Conclusion, conclusion_id)
    meeting = loading.meeting(session, conclusion.meeting_id) if conclusion else None
    if conclusion is None or meeting is None:
        return []
    url = f"/meetings/{meeting.id}" if allows(actor, MeetingPermission.READ, meeting) else ""
    item = session.get(AgendaItem, conclusion.item_id)
    cleared = item is None or item.secrecy <= actor.clearance
    told = [_meeting(meeting, item if cleared else None, url)]
    told += steps_behind(session, actor, OUTCOME, conclusion.item_id)
    if cleared and allows(actor, MeetingPermission.READ_VOTES, meeting):
        told += [_vote(vote, actor, url) for vote in _votes(session, conclusion.item_id)]
    told.append(_conclusion(conclusion, url))
    return sorted(told, key=lambda step: step.at)


def _votes(session: Session, item_id: UUID) -> list[Vote]:
    query = select(Vote).where(
        Vote.item_id == item_id, Vote.state == VoteState.CLOSED, Vote.published_at.is_not(None)
    )
    return list(session.scalars(query.order_by(Vote.closed_at)))


def _meeting(meeting: Meeting, item: AgendaItem | None, url: str) -> StoryStep:
    text = _("Nội dung %(number)s: %(title)s", number=item.number, title=item.title) if item else ""
    return StoryStep(
        at=meeting.opened_at or meeting.starts_at,
        kind="meeting",
        title=meeting.title,
        text=text,
        url=url,
    )


def _vote(vote: Vote, actor: Actor, url: str) -> StoryStep:
    outcome = Outcome.model_validate(vote.outcome)
    assert vote.closed_at is not None
    return StoryStep(
        at=vote.closed_at,
        kind="vote",
        title=vote.question,
        text=outcome.sentence.en if actor.language == "en" else outcome.sentence.vi,
        url=url and f"{url}#vote-{vote.id}",
        figures=_figures(outcome),
    )


def _figures(outcome: Outcome) -> tuple[Figure, ...]:
    if outcome.options:
        return tuple(
            Figure(option.words, option.votes, "yes" if option.elected else "other")
            for option in outcome.options
        )
    return (
        Figure(_("Tán thành"), outcome.yes, "yes"),
        Figure(_("Không tán thành"), outcome.no, "no"),
        Figure(_("Ý kiến khác"), outcome.other, "other"),
    )


def _conclusion(conclusion: Conclusion, url: str) -> StoryStep:
    return StoryStep(
        at=conclusion.issued_at or conclusion.recorded_at,
        kind="conclusion",
        title=_("Kết luận %(number)s", number=conclusion.number),
        text=conclusion.text,
        url=url and f"{url}#conclusion-{conclusion.id}",
    )
