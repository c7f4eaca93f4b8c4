"""Conclusions as readers see them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import UnitNames, unit_names
from ecabinet.core.clock import office_day
from meetings.catalogue import UnitRole
from meetings.models import AgendaItem, Conclusion
from meetings.queries.shapes import ConclusionOut, Named
from meetings.states import ConclusionState


def conclusions_of_meeting(
    session: Session, meeting_id: UUID, clearance: int, *, drafts: bool
) -> list[Conclusion]:
    """Return the conclusions in order that one may know of; drafts only for the desk."""
    query = (
        select(Conclusion)
        .join(AgendaItem, AgendaItem.id == Conclusion.item_id)
        .where(Conclusion.meeting_id == meeting_id, AgendaItem.secrecy <= clearance)
        .options(selectinload(Conclusion.units))
        .order_by(Conclusion.recorded_at, Conclusion.id)
    )
    if not drafts:
        query = query.where(Conclusion.state != ConclusionState.DRAFT)
    return list(session.scalars(query))


def conclusions_out(session: Session, conclusions: Sequence[Conclusion]) -> list[ConclusionOut]:
    """Return the shapes, with the names of units and people in two queries.

    Units are called as they were when the conclusion was recorded.
    """
    unit_ids = {c.lead_unit_id for c in conclusions if c.lead_unit_id} | {
        link.unit_id for c in conclusions for link in c.units
    }
    people_ids = {c.supervisor_id for c in conclusions} | {c.confirmed_by for c in conclusions}
    units = unit_names(session, unit_ids)
    people = _names(session, select(Person.id, Person.name).where(Person.id.in_(people_ids)))
    return [_out(conclusion, units, people) for conclusion in conclusions]


def _names(session: Session, query: Select[UUID, str]) -> dict[UUID, Named]:
    return {key: Named(id=key, name=name) for key, name in session.execute(query).all()}


def _out(c: Conclusion, names: UnitNames, people: dict[UUID, Named]) -> ConclusionOut:
    def called(unit_id: UUID) -> Named:
        return Named(id=unit_id, name=names.on(unit_id, office_day(c.recorded_at)).name)

    return ConclusionOut(
        id=c.id,
        item_id=c.item_id,
        number=c.number,
        text=c.text,
        gives_task=c.gives_task,
        lead=called(c.lead_unit_id) if c.lead_unit_id else None,
        coordinating=[called(u) for u in c.unit_ids(UnitRole.COORDINATE)],
        informed=[called(u) for u in c.unit_ids(UnitRole.INFORM)],
        supervisor=people[c.supervisor_id] if c.supervisor_id else None,
        deadline_kind=c.deadline_kind,
        due_on=c.due_on,
        period=c.period,
        state=ConclusionState(c.state),
        confirmed_at=c.confirmed_at,
        confirmed_by=people[c.confirmed_by] if c.confirmed_by else None,
        remark=c.remark,
        replaces_id=c.replaces_id,
        task_id=c.task_id,
        revision=c.revision,
    )
