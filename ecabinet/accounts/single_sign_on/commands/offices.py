"""Offices that groups give: opened and closed at sign-in. What a hand gave is never touched."""

import logging
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from ecabinet.accounts.commands.holding import hold, refuse_without_administrator, told
from ecabinet.accounts.commands.offices import settle_end
from ecabinet.accounts.fields import Title
from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.notices import Notice
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

DIRECTORY = "directory"
# Stands in the history of the office, as a reason that somebody typed would.
REASON = "Không còn trong nhóm tương ứng của danh bạ."
KEPT = "Không còn trong nhóm tương ứng của danh bạ, nhưng là quản trị hệ thống cuối cùng."


class WishedOffice(BaseModel):
    """An office that a group stands for; `unit` is the unit's code."""

    model_config = ConfigDict(frozen=True)
    unit: str
    role: Role
    title: Title


def follow_groups(uow: UnitOfWork, person: Person, wished: tuple[WishedOffice, ...]) -> None:
    """Let `person`, whose row is locked, hold what the groups give, from today on, and no more.

    A unit that is unknown or closed is skipped with a line in the log: a mistake in the mapping
    must not keep anybody out.
    """
    today = office_day(uow.now)
    units = _open_units(uow, wished, today)
    wanted = {
        (units[w.unit].id, w.role.value, fold(w.title)): (units[w.unit], w)
        for w in wished
        if w.unit in units
    }
    held = {_place(office): office for office in person.offices if office.held_on(today)}
    for place, office in held.items():
        if office.origin == DIRECTORY and place not in wanted:
            if _is_needed(uow, office):
                _keep(uow, office)
            else:
                _close(uow, office, today)
    for place, (unit, wish) in wanted.items():
        if place not in held:
            _open(uow, person, unit, wish, today)


def _open_units(uow: UnitOfWork, wished: tuple[WishedOffice, ...], today: date) -> dict[str, Unit]:
    codes = {w.unit for w in wished}
    found = uow.session.scalars(select(Unit).where(Unit.code.in_(codes)).order_by(Unit.id))
    units = {unit.code: unit for unit in found if unit.open_on(today)}
    for code in sorted(codes - set(units)):
        log.warning("ECABINET_GROUP_OFFICES names the unit %r, which is not open", code)
    return units


def _place(office: Office) -> tuple[object, str, str]:
    return office.unit_id, office.role, fold(office.title)


def _open(uow: UnitOfWork, person: Person, unit: Unit, wish: WishedOffice, today: date) -> None:
    rank = max((office.rank for office in person.offices), default=-1) + 1
    office = Office(
        person_id=person.id,
        unit_id=unit.id,
        role=wish.role,
        title=wish.title,
        rank=rank,
        from_on=today,
        origin=DIRECTORY,
    )
    hold(uow, person, office)


def _is_needed(uow: UnitOfWork, office: Office) -> bool:
    """Whether nobody would administer the office any more without this one.

    A group emptied by mistake must not lock everybody out of the administration.
    """
    if office.role != Role.ADMINISTRATOR:
        return False
    try:
        refuse_without_administrator(uow, but=office)
    except Conflict:
        return True
    return False


def _keep(uow: UnitOfWork, office: Office) -> None:
    """Let it go on until somebody else administers the office; told where it is looked for."""
    log.warning("the last administrator's office stays, though its group is gone: %s", office.id)
    unit = uow.session.get_one(Unit, office.unit_id)
    uow.audit("office.kept", "person", office.person_id, reason=KEPT, **told(office, unit))


def _close(uow: UnitOfWork, office: Office, today: date) -> None:
    """End an office at once: yesterday was its last day, or nobody ever held it."""
    office.to_on, office.end_reason = today - timedelta(days=1), REASON
    settle_end(uow, office)
    unit = uow.session.get_one(Unit, office.unit_id)
    uow.audit("office.ended", "person", office.person_id, reason=REASON, **told(office, unit))
    params = {"title": office.title, "unit": unit.name, "to_on": office.to_on}
    url, about = "/account", ("person", office.person_id)
    uow.notify(Notice("office.ended", to=[office.person_id], url=url, params=params, subject=about))
