"""The first administrator, made on the command line only."""

from sqlalchemy import select

from ecabinet.accounts.commands.people import (
    CreatePerson,
    OfficeToHold,
    create_person,
)
from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.accounts.models import Unit
from ecabinet.accounts.passwords import hash_password
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Invalid
from ecabinet.core.store import Store

SHORTEST_PASSWORD = 12


def create_administrator(
    store: Store, username: str, name: str, unit_name: str, unit_code: str, password: str
) -> None:
    """Create a person with an administrator's office, and the unit when its code is new.

    Raises:
        Invalid: the password is shorter than 12 characters.
        Conflict: the user name is taken.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid("person.weak_password", length=SHORTEST_PASSWORD)
    with store.reading() as session:
        unit_id = session.scalar(select(Unit.id).where(Unit.code == unit_code))
    if unit_id is None:
        unit_id = store.execute(SYSTEM, create_unit, CreateUnit(name=unit_name, code=unit_code)).id
    office = OfficeToHold(
        unit_id=unit_id,
        role=Role.ADMINISTRATOR,
        title="Quản trị hệ thống",
        from_on=office_day(utc_now()),
    )
    person = CreatePerson(
        username=username, name=name, password_hash=hash_password(password), offices=[office]
    )
    store.execute(SYSTEM, create_person, person)
