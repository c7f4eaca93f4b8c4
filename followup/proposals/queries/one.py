"""One proposal with its whole way, as whoever looks may see it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from documents.queries.papers import papers_of
from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.deputies import Deputies, deputies
from ecabinet.core.permissions import allows
from followup.proposals import access
from followup.proposals.access import KIND
from followup.proposals.models import (
    Proposal,
    ProposalConsult,
    ProposalDeed,
    ProposalEntry,
    ProposalOutcome,
    ProposalReminder,
)
from followup.proposals.outcomes import Outcome, outcomes
from followup.proposals.policies import ProposalPermission, asks
from followup.proposals.queries.shapes import (
    AskedOpinion,
    Became,
    Offered,
    ProposalDetail,
    WayStep,
)
from followup.proposals.states import ASKING, Opinion, ProposalAction, can, is_late
from followup.queries.names import Named, people_named, units_named

ACTS: dict[ProposalAction, ProposalPermission] = {
    ProposalAction.EDIT: ProposalPermission.CHANGE,
    ProposalAction.CONSULT: ProposalPermission.CONSULT,
    ProposalAction.STOP: ProposalPermission.CHANGE,
    ProposalAction.SUBMIT: ProposalPermission.SUBMIT,
    ProposalAction.FORWARD: ProposalPermission.DECIDE,
    ProposalAction.RETURN: ProposalPermission.DECIDE,
    ProposalAction.REFUSE: ProposalPermission.DECIDE,
    ProposalAction.APPROVE: ProposalPermission.DECIDE,
    ProposalAction.WITHDRAW: ProposalPermission.WITHDRAW,
    ProposalAction.USE: ProposalPermission.USE,
}


PEOPLE = ("people", "decider_id", "from_id", "to_id")
"""Names under which the history tells of people."""


def proposal_detail(session: Session, actor: Actor, proposal_id: UUID) -> ProposalDetail:
    """Return a proposal; a constant number of queries. Raises NotFound."""
    row = access.proposal(session, actor, proposal_id, ProposalPermission.READ)
    sees_all = allows(actor, ProposalPermission.READ_OPINIONS, row)
    consults = [one for one in row.consults if sees_all or asks(actor, one)]
    entries = _entries(session, row, consults, sees_all=sees_all)
    units, people = _names(session, row, consults, entries)
    by = deputies(session, [row.id])
    reminded = _reminded(session, consults)
    return ProposalDetail(
        id=row.id, code=row.code, title=row.title, text=row.text, wish=row.wish,
        urgency=row.urgency, desired_on=row.desired_on, unit=units[row.unit_id],
        drafter=people[row.drafter_id], state=row.state,
        to_unit=units[row.to_unit_id] if row.to_unit_id else None,
        decider=people[row.decider_id] if row.decider_id else None,
        submitted_at=row.submitted_at, created_at=row.created_at, revision=row.revision,
        sees_all=sees_all,
        actions=_actions(session, actor, row),
        consults=tuple(
            _consult(actor, row, one, units, people, reminded.get(one.id)) for one in consults
        ),
        way=tuple(_step(entry, consults, units, people, by) for entry in entries),
        files=tuple(papers_of(session, actor, KIND, [row.id]).get(row.id, ())),
        became=tuple(_became(session, actor, row)),
        offered=tuple(_offered(session, actor, row)),
    )  # fmt: skip


def _actions(session: Session, actor: Actor, row: Proposal) -> frozenset[ProposalAction]:
    found = {
        act for act, right in ACTS.items() if can(row.state, act) and allows(actor, right, row)
    }
    if ProposalAction.FORWARD in found:
        there = session.get(Unit, row.to_unit_id)
        found -= {ProposalAction.FORWARD} if there is None or there.parent_id is None else set()
    return frozenset(found)


def _entries(
    session: Session, row: Proposal, consults: Sequence[ProposalConsult], *, sees_all: bool
) -> list[ProposalEntry]:
    """The history, oldest first; who is asked sees of the asking only what concerns them."""
    query = select(ProposalEntry).where(ProposalEntry.proposal_id == row.id)
    found = list(session.scalars(query.order_by(ProposalEntry.at, ProposalEntry.id)))
    if sees_all:
        return found
    own = {str(one.id) for one in consults}
    asking = (ProposalDeed.CONSULTED, ProposalDeed.STOPPED, ProposalDeed.HANDED_OVER)
    return [
        one for one in found
        if one.kind not in asking
        and (one.kind is not ProposalDeed.ADVISED or one.detail["consult_id"] in own)
    ]  # fmt: skip


def _names(
    session: Session,
    row: Proposal,
    consults: Iterable[ProposalConsult],
    entries: Iterable[ProposalEntry],
) -> tuple[dict[UUID, Named], dict[UUID, Named]]:
    today = office_day(utc_now())
    units = {row.unit_id, row.to_unit_id, *(one.unit_id for one in consults)}
    people = {row.drafter_id, row.decider_id}
    for one in consults:
        people |= {one.person_id, one.asked_by_id, one.answered_by_id}
    for entry in entries:
        people |= {entry.actor_id, *(one for name in PEOPLE for one in _ids(entry, name))}
        units |= {*_ids(entry, "units"), *_ids(entry, "to_unit_id")}
    named = units_named(session, {one for one in units if one is not None}, today)
    return named, people_named(session, people, today)


def _ids(entry: ProposalEntry, name: str) -> list[UUID]:
    value = entry.detail.get(name) or []
    return [UUID(one) for one in (value if isinstance(value, list) else [value])]


def _reminded(session: Session, consults: Iterable[ProposalConsult]) -> dict[UUID, datetime]:
    of = ProposalReminder
    query = select(of.consult_id, func.max(of.at)).group_by(of.consult_id)
    rows = session.execute(query.where(of.consult_id.in_([one.id for one in consults])))
    return {consult_id: at for consult_id, at in rows}  # noqa: C416  # A row is no pair to dict.


def _consult(
    actor: Actor, row: Proposal, one: ProposalConsult, units: dict[UUID, Named],
    people: dict[UUID, Named], reminded_at: datetime | None,
) -> AskedOpinion:  # fmt: skip
    waits = one.waits and row.state in ASKING
    answered_on = office_day(one.answered_at) if one.answered_at else None
    late = (waits or answered_on is not None) and is_late(
        one.due_on, answered_on, office_day(utc_now())
    )
    whom = units[one.unit_id] if one.unit_id else people[one.person_id]  # type: ignore[index]
    return AskedOpinion(
        id=one.id, whom=whom, is_unit=one.unit_id is not None,
        asked_by=people[one.asked_by_id], asked_at=one.asked_at, question=one.question,
        due_on=one.due_on, opinion=one.opinion, text=one.text,
        answered_by=people[one.answered_by_id] if one.answered_by_id else None,
        answered_at=one.answered_at, waits=waits, late=late,
        mine=asks(actor, one) and allows(actor, ProposalPermission.ANSWER, row),
        reminded_at=reminded_at,
    )  # fmt: skip


def _step(
    entry: ProposalEntry, consults: Iterable[ProposalConsult], units: dict[UUID, Named],
    people: dict[UUID, Named], by: Deputies,
) -> WayStep:  # fmt: skip
    detail, person = entry.detail, people[entry.actor_id] if entry.actor_id else None
    deputy = by.of(entry.proposal_id, f"{KIND}.{entry.kind.value}", entry.at)
    answered = next((one for one in consults if str(one.id) == detail.get("consult_id")), None)
    named = _ids(entry, "units") + _ids(entry, "to_unit_id")
    asked = [one for name in PEOPLE for one in _ids(entry, name)]
    if answered is not None:
        named += [answered.unit_id] if answered.unit_id else []
    due_on = detail.get("due_on")
    return WayStep(
        kind=entry.kind, at=entry.at,
        by=Named(person.id, person.name, person.title, deputy) if person else None,
        text=answered.text if answered else str(detail.get("text", "")),
        units=tuple(units[one].name for one in named),
        people=tuple(people[one].name for one in asked),
        due_on=date.fromisoformat(due_on) if due_on else None,
        opinion=Opinion(detail["opinion"]) if "opinion" in detail else None,
        late=bool(detail.get("late")), changed=tuple(detail.get("changed", ())),
        before={name: str(text or "") for name, text in detail.get("before", {}).items()},
        what=str(detail.get("what", "")), removed=str(detail.get("removed", "")),
    )  # fmt: skip


def _became(session: Session, actor: Actor, row: Proposal) -> list[Became]:
    query = select(ProposalOutcome).where(ProposalOutcome.proposal_id == row.id)
    found = list(session.scalars(query.order_by(ProposalOutcome.at)))
    known = outcomes()
    seen = {
        kind: outcome.shown(session, actor, [one.subject_id for one in found if one.kind == kind])
        for kind, outcome in known.items()
        if any(one.kind == kind for one in found)
    }

    def told(one: ProposalOutcome, outcome: Outcome) -> Became:
        shown = seen[one.kind].get(one.subject_id)
        title, url = (shown.title, shown.url) if shown else ("", "")
        return Became(one.kind, outcome.label, outcome.icon, title, url, one.at)

    return [told(one, known[one.kind]) for one in found if one.kind in known]


def _offered(session: Session, actor: Actor, row: Proposal) -> list[Offered]:
    if not can(row.state, ProposalAction.USE) or not allows(actor, ProposalPermission.USE, row):
        return []
    forms = ((outcome, outcome.form(session, actor, row)) for outcome in outcomes().values())
    return [Offered(one.deed, one.icon, url, one.by_button) for one, url in forms if url]
