"""What led to a task that came from a conclusion: the meeting, its votes, conclusion, notice."""

from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from documents.issuing.models import OfficialDocument
from documents.issuing.policies import visible_to as document_visible
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState
from documents.issuing.telling import document_path
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from followup.proposals.works import steps_behind
from followup.sources import Figure, Link, StoryStep, Voice
from meetings import loading
from meetings.catalogue import Function
from meetings.commands.agenda_from_proposal import OUTCOME
from meetings.models import AgendaItem, Conclusion, Meeting, Vote
from meetings.policies import MeetingPermission
from meetings.states import VoteState
from meetings.terms import Outcome


def steps(session: Session, actor: Actor, conclusion_id: UUID) -> list[StoryStep]:
    """Return the steps, oldest first.

    Whoever may read the task may know which meeting it came from and what was concluded; the
    votes are told only to those who may see them in the meeting, the notice of conclusions to those
    who may read it.
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
    told.append(_conclusion(session, conclusion, url))
    told += _notices(session, actor, meeting.id)
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
        people=tuple(_seated(meeting)),
    )


def _seated(meeting: Meeting) -> list[Voice]:
    """Return who chaired, then who wrote."""
    return [
        Voice(seat.name, function.value)
        for function in (Function.CHAIR, Function.SECRETARY)
        for seat in meeting.participants
        if seat.function == function and seat.removed_at is None
    ]


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


def _conclusion(session: Session, conclusion: Conclusion, url: str) -> StoryStep:
    wanted = {"recorder": conclusion.recorded_by, "confirmer": conclusion.confirmed_by}
    query = select(Person.id, Person.name).where(Person.id.in_([p for p in wanted.values() if p]))
    names = dict(session.execute(query).all())
    return StoryStep(
        at=conclusion.issued_at or conclusion.recorded_at,
        kind="conclusion",
        title=_("Kết luận %(number)s", number=conclusion.number),
        text=conclusion.text,
        url=url and f"{url}#conclusion-{conclusion.id}",
        people=tuple(
            Voice(names[person_id], part) for part, person_id in wanted.items() if person_id
        ),
    )


def _notices(session: Session, actor: Actor, meeting_id: UUID) -> list[StoryStep]:
    """Return the notices of conclusions that were issued, of what the actor may read."""
    row = OfficialDocument
    query = select(row).where(
        row.kind == OfficialKind.NOTICE, row.subject_id == meeting_id,
        row.state != OfficialState.DRAFT, row.issued_at.is_not(None), document_visible(actor),
    )  # fmt: skip
    found = session.scalars(query.options(selectinload(row.signers)).order_by(row.issued_at))
    return [
        StoryStep(
            at=one.issued_at,
            kind="notice",
            title=one.title,
            text="",
            people=tuple(Voice(s.name, "signer") for s in one.signers if s.name),
            documents=(Link(one.symbol, document_path(one.id)),),
        )
        for one in found.all()
        if one.issued_at
    ]
