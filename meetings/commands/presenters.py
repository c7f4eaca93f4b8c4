"""Who presents, by function: templates keep the function, a new meeting names who holds it."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.core.clock import office_day
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.models import Meeting

_ADDRESSES = ("đ/c ", "đồng chí ", "ông ", "bà ")


def functions_of(uow: UnitOfWork, meeting: Meeting, typed: Collection[str]) -> Mapping[str, str]:
    """Return the function of each presenter known by name: in the meeting, else in the office."""
    names = {text: bare(text) for text in typed if text}
    titles = {seat.name: seat.title for seat in meeting.participants if seat.title}
    held = select(Person.name, Office.title).join(Office, Office.person_id == Person.id)
    known = held.where(
        Person.name.in_(set(names.values())), Office.held_on(office_day(uow.now))
    ).order_by(Office.rank)
    for name, title in uow.session.execute(known):
        titles.setdefault(name, title)
    return {text: titles[name] for text, name in names.items() if name in titles}


def holders_of(uow: UnitOfWork, wanted: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Return the name of the only one who holds a function today, in the unit if that is named.

    Of several or nobody nothing is returned: then the function stands as it is.
    """
    titles = {title for title, _unit in wanted if title}
    rows = uow.session.execute(
        select(Office.title, Unit.name, Person.name)
        .join(Person, Person.id == Office.person_id)
        .join(Unit, Unit.id == Office.unit_id)
        .where(Office.title.in_(titles), Person.active, Office.held_on(office_day(uow.now)))
        .limit(1_000)
    ).all()
    found = {}
    for title, unit in wanted:
        fitting = {name for t, u, name in rows if t == title and u == unit}
        fitting = fitting or {name for t, _u, name in rows if t == title}
        if len(fitting) == 1:
            found[title, unit] = fitting.pop()
    return found


def bare(typed: str) -> str:
    """Return a name without how people are addressed before it."""
    start = typed.lower()
    for address in _ADDRESSES:
        if start.startswith(address):
            return typed[len(address) :].strip()
    return typed
