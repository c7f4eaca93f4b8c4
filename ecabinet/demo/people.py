"""What has happened to people of the sample office: somebody retired, somebody will move."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zlib import crc32

from sqlalchemy import select

from ecabinet.accounts.commands.clearance import SetClearance, set_clearance
from ecabinet.accounts.commands.handovers import HandOverOffice, hand_over_office
from ecabinet.accounts.commands.leaving import DeactivatePerson, deactivate_person
from ecabinet.accounts.commands.people import CreatePerson, OfficeToHold, create_person
from ecabinet.accounts.models import Office as HeldOffice
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.store import Store

CLEARED = (("chutri", 3), ("lanhdao", 3), ("thuky", 3), ("vanthu", 2))


@dataclass(frozen=True)
class Office:
    """Ids of the sample office: units by code, people by user name."""

    units: dict[str, UUID]
    people: dict[str, UUID]


def reachable(person: CreatePerson) -> CreatePerson:
    """Return the person with an invented mail address and telephone, always the same."""
    number = crc32(person.username.encode()) % 1_000_000
    phone = f"0211 3{number // 1000:03} {number % 1000:03}"
    invented = {"email": f"{person.username}@vinhphuc.example", "phone": phone}
    return person.model_copy(update=invented)


def tell_of_people(store: Store, office: Office) -> None:
    """A clerk has retired and handed over; an official will; some may know of secret papers."""
    former = _hold_before(store, office)
    _hand_over(store, _office_of(store, former), office.people["vanthu"], date(2020, 10, 14))
    gone = DeactivatePerson(
        person_id=former, on=office_day(store.clock()), reason="Nghỉ hưu từ tháng 10/2020"
    )
    store.execute(SYSTEM, deactivate_person, gone)
    leaving = _office_of(store, office.people["canbo"])
    _hand_over(
        store, leaving, office.people["canbo.btctu"], office_day(utc_now()) + timedelta(days=30)
    )
    for username, level in CLEARED:
        person_id = office.people[username]
        given = SetClearance(person_id=person_id, clearance=level, reason="Quyết định 12-QĐ/TU")
        store.execute(SYSTEM, set_clearance, given)


def _hold_before(store: Store, office: Office) -> UUID:
    held = OfficeToHold(
        unit_id=office.units["VPTU"],
        role=Role.CLERK,
        title="Văn thư Văn phòng Tỉnh ủy",
        from_on=date(2009, 3, 2),
    )
    person = CreatePerson(username="le.nga", name="Lê Thị Nga", offices=[held])
    return store.execute(SYSTEM, create_person, person).id


def _office_of(store: Store, person_id: UUID) -> UUID:
    query = select(HeldOffice.id).where(HeldOffice.person_id == person_id)
    with store.reading() as session:
        return session.scalars(query.order_by(HeldOffice.rank).limit(1)).one()


def _hand_over(store: Store, office_id: UUID, to: UUID, on: date) -> None:
    wish = HandOverOffice(
        office_id=office_id, to_person_id=to, on=on, reason="Theo quyết định phân công"
    )
    store.execute(SYSTEM, hand_over_office, wish)
