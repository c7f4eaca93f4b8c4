"""Who is asked: the wish of the draft becomes people, once, on the day of the sending."""

from sqlalchemy import select

from ecabinet.accounts.models import Office, Person
from ecabinet.core.clock import office_day
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.circulation.fields import AskedPeople
from meetings.circulation.models import Circulation, CirculationPart


def freeze(uow: UnitOfWork, row: Circulation) -> list[CirculationPart]:
    """Return the places of all who are asked, by given name; each person once; three queries."""
    asked = AskedPeople.model_validate(row.asked)
    today = office_day(uow.now)
    held = select(Office).where(Office.held_on(today))
    units = {office.unit_id for office in asked.offices}
    holders = uow.session.scalars(held.where(Office.unit_id.in_(units))).all()
    wanted = set(asked.people) | {
        office.person_id
        for office in holders
        for wish in asked.offices
        if office.unit_id == wish.unit_id and wish.role in (None, office.role)
    }
    people = uow.session.scalars(
        select(Person)
        .where(Person.id.in_(wanted), Person.active)
        .order_by(Person.sort_key, Person.id)
    ).all()
    own = uow.session.scalars(held.where(Office.person_id.in_(wanted)).order_by(Office.id.desc()))
    titles = {office.person_id: office.title for office in own}  # The first office held stays.
    # In the unit that asks one is known by what one is there.
    titles |= {o.person_id: o.title for o in holders if o.unit_id == row.unit_id}
    return [
        CirculationPart(
            id=new_id(), circulation_id=row.id, person_id=person.id, position=place,
            name=person.name, title=titles.get(person.id, ""), text="", changes=0,
        )
        for place, person in enumerate(people, 1)
    ]  # fmt: skip
