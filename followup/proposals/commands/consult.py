"""Units and people are asked for their opinion with a date, and give it (xin ý kiến)."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup.days_off import office_calendar
from followup.deadlines import on_working_day
from followup.history import actor_id
from followup.policies import desks
from followup.proposals import access, states
from followup.proposals.commands.draft import ProposalRef, ref
from followup.proposals.history import note
from followup.proposals.models import Proposal, ProposalConsult, ProposalDeed
from followup.proposals.policies import ProposalPermission
from followup.proposals.states import Opinion, ProposalAction, is_late
from followup.proposals.telling import asked_of, tell
from followup.queries.names import in_office
from followup.words import Words

MOST_ASKED = 30


class AskOpinions(BaseModel):
    """Of whom an opinion is asked, on what, until when; a day off moves to a working day."""

    model_config = ConfigDict(frozen=True)
    proposal_id: UUID
    unit_ids: list[UUID] = Field(default_factory=list, max_length=MOST_ASKED)
    person_ids: list[UUID] = Field(default_factory=list, max_length=MOST_ASKED)
    question: Words = Field("", max_length=2_000)
    due_on: date
    revision: int | None = None


class GiveOpinion(BaseModel):
    """What one of those asked says; agreement needs no words."""

    model_config = ConfigDict(frozen=True)
    consult_id: UUID
    opinion: Opinion
    text: Words = Field("", max_length=5_000)


class OnProposal(BaseModel):
    """A proposal; `revision` is that of what the person saw."""

    model_config = ConfigDict(frozen=True)
    proposal_id: UUID
    revision: int | None = None


def ask_opinions(uow: UnitOfWork, cmd: AskOpinions) -> ProposalRef:
    """Ask for opinions; whoever is asked reads the proposal from now on.

    Raises:
        NotFound, Denied, Stale; Conflict: it is decided or withdrawn.
        Invalid: nobody is asked, or oneself; a unit is not there, a person holds no office; one is
            asked already; the date is past.
    """
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.CONSULT, cmd.revision)
    row.state = states.after(row.state, ProposalAction.CONSULT)
    today = office_day(uow.now)
    if cmd.due_on < today:
        raise Invalid("proposal.day_in_past", field="due_on")
    units, people = list(dict.fromkeys(cmd.unit_ids)), list(dict.fromkeys(cmd.person_ids))
    _check_asked(uow, row, units, people, today)
    day = on_working_day(cmd.due_on, office_calendar(uow.session, today))
    asked = [_consult(uow, row, cmd.question, day, unit_id=one) for one in units]
    asked += [_consult(uow, row, cmd.question, day, person_id=one) for one in people]
    uow.session.add_all(asked)
    uow.session.flush()  # Rights of those who are told depend on the rows.
    note(uow, row, ProposalDeed.CONSULTED, units=units, people=people, due_on=day,
         text=cmd.question)  # fmt: skip
    tell(uow, row, "consulted", asked_of(uow, asked), due_on=day)
    return ref(uow, row)


def give_opinion(uow: UnitOfWork, cmd: GiveOpinion) -> ProposalRef:
    """Give the opinion that was asked; a late one is marked late.

    Raises:
        NotFound, Denied: it was not asked of the person or their unit.
        Conflict: it was given already, or is not waited for any more.
        Invalid: remarks or disagreement without words.
    """
    row, consult = access.consult_to_answer(uow, cmd.consult_id)
    if consult.answered_at is not None:
        raise Conflict("proposal.answered")
    row.state = states.after(row.state, ProposalAction.ANSWER)
    if consult.closed_at is not None:
        raise Conflict("proposal.not_asked_any_more")
    if cmd.opinion is not Opinion.AGREE and not cmd.text:
        raise Invalid("proposal.opinion_without_words", field="text")
    consult.opinion, consult.text = cmd.opinion, cmd.text
    consult.answered_at, consult.answered_by_id = uow.now, actor_id(uow)
    today = office_day(uow.now)
    late = is_late(consult.due_on, today, today)
    note(uow, row, ProposalDeed.ADVISED, consult_id=consult.id, opinion=cmd.opinion, late=late)
    uow.session.flush()  # Whether others are waited for is asked of the rows.
    left = _waiting(uow, row)
    tell(uow, row, "advised" if left else "all_advised", [row.drafter_id, consult.asked_by_id],
         left=len(left))  # fmt: skip
    return ref(uow, row)


def stop_consulting(uow: UnitOfWork, cmd: OnProposal) -> ProposalRef:
    """End the asking, so that the words can be changed; what was answered stays.

    Raises NotFound, Denied, Stale; Conflict: nothing is asked.
    """
    row = access.proposal_to_change(uow, cmd.proposal_id, ProposalPermission.CHANGE, cmd.revision)
    row.state = states.after(row.state, ProposalAction.STOP)
    close_consults(uow, row)
    note(uow, row, ProposalDeed.STOPPED)
    return ref(uow, row)


def close_consults(uow: UnitOfWork, row: Proposal) -> None:
    """No opinion is waited for any more."""
    for consult in _waiting(uow, row):
        consult.closed_at = uow.now


def _waiting(uow: UnitOfWork, row: Proposal) -> list[ProposalConsult]:
    query = select(ProposalConsult).where(
        ProposalConsult.proposal_id == row.id, ProposalConsult.answered_at.is_(None),
        ProposalConsult.closed_at.is_(None),
    )  # fmt: skip
    return list(uow.session.scalars(query))


def _check_asked(
    uow: UnitOfWork, row: Proposal, units: list[UUID], people: list[UUID], today: date
) -> None:
    if not units and not people:
        raise Invalid("consult.nobody", field="unit_ids")
    if row.unit_id in units or not desks(uow.actor).isdisjoint(units):
        raise Invalid("proposal.asks_own_unit", field="unit_ids")
    if not {row.drafter_id, uow.actor.person_id, uow.actor.real_id}.isdisjoint(people):
        raise Invalid("consult.oneself", field="person_ids")
    if open_units(uow.session, units, today, lock=True) != set(units):
        raise Invalid("task.unit_unknown", field="unit_ids")
    if set(in_office(uow.session, people, today)) != set(people):
        raise Invalid("consult.person_unknown", field="person_ids")
    waiting = _waiting(uow, row)
    if not {one.unit_id for one in waiting}.isdisjoint(units):
        raise Invalid("proposal.asked_already", field="unit_ids")
    if not {one.person_id for one in waiting}.isdisjoint(people):
        raise Invalid("proposal.asked_already", field="person_ids")


def _consult(
    uow: UnitOfWork, row: Proposal, question: str, day: date, *,
    unit_id: UUID | None = None, person_id: UUID | None = None,
) -> ProposalConsult:  # fmt: skip
    return ProposalConsult(
        proposal_id=row.id, unit_id=unit_id, person_id=person_id, asked_by_id=actor_id(uow),
        asked_at=uow.now, question=question, due_on=day,
    )  # fmt: skip
