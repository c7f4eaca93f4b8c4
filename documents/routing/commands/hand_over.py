"""What was sent to a person goes to who takes the office over; units' inboxes need nothing."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from documents.routing.commands.steps import write_step
from documents.routing.models import Slip, SlipPart
from documents.routing.states import OPEN, Act
from ecabinet.accounts.models import Office, Person
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork

WAITING = [str(state) for state in OPEN]


def pass_slips_on(
    uow: UnitOfWork, old_person_id: UUID, new_person_id: UUID, office_id: UUID
) -> int:
    """Give open parts of the person to the next holder of the office; returns how many.

    Only documents whose secrecy the next one may know. A person with several offices hands them
    over with the first one: parts do not say for which office they came.
    """
    if _first_office(uow.session, old_person_id, office_id) != office_id:
        return 0
    clearance = uow.session.get_one(Person, new_person_id).clearance
    query = _held(old_person_id).where(Entry.secrecy <= clearance).with_for_update(of=SlipPart)
    moved = list(uow.session.scalars(query))
    for part in moved:
        part.person_id = new_person_id
        uow.audit("slip.handed_over", "slip", part.slip_id, part=str(part.id))
        if uow.actor.person_id is not None:  # The worker carries handovers out on their day.
            write_step(uow, part.slip_id, part.id, Act.HAND_OVER)
    if moved:
        params = {"title": "", "count": len(moved)}
        uow.notify(Notice("slip.handed_over", [new_person_id], "/routing", params))
    return len(moved)


def count_slips(session: Session, office_id: UUID) -> int:
    """Return how many open parts would go to the next holder of the office now."""
    person = session.get_one(Office, office_id).person_id
    if _first_office(session, person, office_id) != office_id:
        return 0
    return session.scalar(select(func.count()).select_from(_held(person).subquery())) or 0


def _held(person_id: UUID) -> Select[SlipPart]:
    return (
        select(SlipPart)
        .join(Slip, Slip.id == SlipPart.slip_id)
        .join(Entry, Entry.id == Slip.entry_id)
        .where(SlipPart.person_id == person_id, SlipPart.state.in_(WAITING))
        .order_by(SlipPart.id)
    )


def _first_office(session: Session, person_id: UUID, office_id: UUID) -> UUID | None:
    """Return the first office the person held on the day this one ends, itself among them."""
    day = session.get_one(Office, office_id).to_on
    mine = select(Office).where(Office.person_id == person_id).order_by(Office.rank, Office.id)
    held = [o for o in session.scalars(mine) if o.id == office_id or (day and o.held_on(day))]
    return held[0].id if held else None
