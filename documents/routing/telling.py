"""Who is told what of a slip: only people who may know of the document."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from documents.routing.models import Slip, SlipPart
from documents.routing.policies import DESK
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork

SUBJECT = "slip"


def slip_path(slip_id: UUID) -> str:
    """Return the page of a slip; a test holds it against the route."""
    return f"/routing/{slip_id}"


def people_of(session: Session, part: SlipPart, today: date) -> set[UUID]:
    """Return who is at the receiver's side: the person, or the desk of the unit today."""
    if part.person_id is not None:
        return {part.person_id}
    assert part.unit_id is not None
    return {person for _, person in at_desks(session, [part.unit_id], DESK, today)}


def tell_receivers(uow: UnitOfWork, slip: Slip, entry: Entry, parts: Sequence[SlipPart]) -> None:
    """Tell each receiver once, of the most weighty part."""
    told: set[UUID] = set()
    for part in parts:
        people = people_of(uow.session, part, office_day(uow.now)) - told
        _tell(uow, slip, entry, "sent", people, role=part.role)
        told |= people


def tell_sender(uow: UnitOfWork, part: SlipPart, what: str) -> None:
    """Tell the sender, and the desk of the unit in whose name it was sent, of a deed."""
    slip = part.slip
    desk = at_desks(uow.session, [slip.unit_id], DESK, office_day(uow.now))
    people = {slip.sender_id, *(person for _, person in desk)}
    _tell(uow, slip, slip.entry, what, people if what == "returned" else {slip.sender_id})


def tell_recalled(uow: UnitOfWork, parts: Sequence[SlipPart]) -> None:
    """Tell the receivers that the slip was called back, without naming the document."""
    today = office_day(uow.now)
    people = {person for part in parts for person in people_of(uow.session, part, today)}
    uow.notify(Notice("slip.recalled", to=sorted(people), url="/routing", params={"title": ""}))


def _tell(
    uow: UnitOfWork, slip: Slip, entry: Entry, what: str, people: Iterable[UUID], **params: str
) -> None:
    query = select(Person.id).where(Person.id.in_(people), Person.clearance >= entry.secrecy)
    title = f"{entry.symbol} · {entry.abstract}"
    uow.notify(
        Notice(
            kind=f"slip.{what}",
            to=list(uow.session.scalars(query)),
            url=slip_path(slip.id),
            params={"title": title, **params},
            subject=(SUBJECT, slip.id),
        )
    )
