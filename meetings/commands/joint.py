"""Answers to a circulation ballot are counted together with a vote in the room (domain.md, 5).

The vote is opened on the question that was sent round. Whoever has answered is entitled with the
ballot given already: the constraint that makes it one ballot for each keeps them from a second.
"""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import aliased

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.ballot_forms import Ballots
from meetings.circulation import access as circulations
from meetings.circulation import telling
from meetings.circulation.commands.steps import act_on, note
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.policies import CirculationPermission
from meetings.circulation.states import CirculationAct, can
from meetings.models import Answer, Ballot, Meeting, Participant, Vote

Answers = Mapping[UUID, CirculationPart]
"""Who has answered, by seat."""


class Wanted(NamedTuple):
    """What the vote asks, and the circulation ballot that is to be counted with it."""

    circulation_id: UUID
    question: str
    ballots: Ballots
    options: tuple[str, ...]
    seats: int
    by_name: bool


def check_joint(uow: UnitOfWork, meeting: Meeting, wanted: Wanted) -> None:
    """Check that a circulation ballot can be counted together with what is asked.

    Raises:
        NotFound, Denied: it is not the actor's to follow.
        Conflict: it still takes answers, was published, withdrawn, or counted elsewhere.
        Invalid: the vote is secret or on paper, of another body, on something else.
    """
    run = CirculationPermission.RUN
    row = circulations.circulation(uow.session, uow.actor, wanted.circulation_id, run)
    if not wanted.by_name:
        raise Invalid("vote.joint_secret", field="circulation_id")
    if row.unit_id != meeting.unit_id:
        raise Invalid("vote.joint_other_body", field="circulation_id")
    words, ballots = tuple(option.words for option in row.options), wanted.ballots
    sent = (row.question, row.form, words, row.seats)
    if sent != (wanted.question, ballots.form, wanted.options, wanted.seats):
        raise Invalid("vote.joint_differs", field="circulation_id")
    if words and (row.least, row.most) != (ballots.least, ballots.most):
        raise Invalid("vote.joint_differs", field="circulation_id")
    if not can(row.state, CirculationAct.JOIN):
        raise Conflict("vote.joint_not_now")


def answers_of(uow: UnitOfWork, vote: Vote) -> Answers:
    """Return the answers that are counted with `vote`, by the seat they are of.

    Who is represented by a substitute has answered for that seat.
    """
    if vote.circulation_id is None:
        return {}
    given, holder = aliased(Answer), aliased(Participant)
    rows = uow.session.execute(
        select(Participant.id, Participant.person_id, holder.person_id)
        .outerjoin(given, given.substitute_seat_id == Participant.id)
        .outerjoin(holder, holder.id == given.participant_id)
        .where(Participant.meeting_id == vote.meeting_id, Participant.removed_at.is_(None))
    ).all()
    parts = uow.session.scalars(
        select(CirculationPart).where(
            CirculationPart.circulation_id == vote.circulation_id,
            CirculationPart.answered_at.is_not(None),
        )
    )
    answered = {part.person_id: part for part in parts}
    return {
        seat: answered[holding if holding in answered else person]
        for seat, person, holding in rows
        if holding in answered or person in answered
    }


def join(
    uow: UnitOfWork, meeting: Meeting, vote: Vote, weights: Mapping[UUID, int], answers: Answers
) -> None:
    """Put the answers into the vote that opens, and the circulation ballot to rest with it.

    `weights` are the votes of each seat that is entitled.

    Raises:
        Conflict: it was published, withdrawn or counted elsewhere meanwhile.
    """
    if vote.circulation_id is None:
        return
    row = _locked(uow, vote.circulation_id)
    if not can(row.state, CirculationAct.JOIN):
        raise Conflict("vote.joint_not_now")
    ballots = [
        _ballot(vote.id, seat, weights[seat], part)
        for seat, part in answers.items()
        if seat in weights
    ]
    if ballots:
        uow.session.execute(insert(Ballot), ballots)
    vote.cast = vote.circulated = len(ballots)
    act_on(row, CirculationAct.JOIN)
    note(uow, row, CirculationAct.JOIN, meeting.title)
    everybody = [part.person_id for part in row.parts]
    telling.tell(uow, row, "joined", everybody, meeting=meeting.title)
    told = {"question": vote.question, "answers": len(ballots)}
    uow.audit("circulation.joined", "circulation", row.id, **told)


def release(uow: UnitOfWork, vote: Vote) -> None:
    """Give the circulation ballot of a vote made in error its own result back."""
    if vote.circulation_id is None or vote.opened_at is None:
        return
    row = _locked(uow, vote.circulation_id)
    act_on(row, CirculationAct.RELEASE)
    note(uow, row, CirculationAct.RELEASE)
    uow.audit("circulation.released", "circulation", row.id, question=vote.question)


def _locked(uow: UnitOfWork, circulation_id: UUID) -> Circulation:
    query = select(Circulation).where(Circulation.id == circulation_id).with_for_update()
    return uow.session.scalars(query.execution_options(populate_existing=True)).one()


def _ballot(vote_id: UUID, seat: UUID, weight: int, part: CirculationPart) -> dict[str, object]:
    return {
        "id": new_id(),
        "vote_id": vote_id,
        "participant_id": seat,
        "choice": part.choice,
        "text": part.text,
        "chosen": part.chosen,
        "weight": weight,
        "cast_by": None,
        "changes": 0,
        "cast_at": part.answered_at,
        "circulated": True,
    }
