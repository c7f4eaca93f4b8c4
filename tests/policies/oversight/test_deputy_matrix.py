"""Every permission while acting for somebody: never more than the giver has and the powers name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from documents.policies import PaperPermission
from ecabinet.accounts.models import Delegation
from ecabinet.accounts.queries.acting import acting, in_force
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import Permission, allows, registered
from ecabinet.core.powers import delegable, permissions_of, powers
from ecabinet.core.things import kinds
from tests.gatherings import Gathering, gathering
from tests.rightsland import RightsLand, build_land, clear

__all__ = ["gathering"]
RECEIVER = "cuong"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: all rules were loaded from it already."""
    return sqlite_url


@pytest.fixture
def land(app: Any, gathering: Gathering) -> Iterator[RightsLand]:
    """The office with something of everything."""
    with app.test_request_context():
        yield build_land(gathering)


def lend(session: Session, land: RightsLand, giver: str, keys: tuple[str, ...], *units: str) -> Any:
    """The giver as acted for by the receiver, as if these powers had been given today."""
    today, people = office_day(utc_now()), land.g.office.people
    own = land.g.as_actor(giver)
    row = Delegation(
        id=new_id(), giver_id=people[giver], receiver_id=people[RECEIVER], powers=list(keys),
        unit_ids=[str(land.g.office.units[code]) for code in units],
        offices=[[str(o.unit_id), o.role.value] for o in own.offices],
        from_on=today, to_on=today, reason="Đi vắng", given_at=utc_now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return in_force(row, land.g.as_actor(RECEIVER), utc_now())


def things(session: Session, land: RightsLand) -> list[tuple[str, Any]]:
    """Everything of the office, and samples of what nobody chooses one by one."""
    known = kinds()
    found = [(kind, known[kind].load(session, key)) for kind, key in land.things]
    for kind in known.values():
        for unit_id in land.g.office.units.values():
            found += [(kind.key, sample) for sample in kind.samples(unit_id)]
    return found


def held(actor: Actor, kind: str, thing: Any, permission: Permission) -> bool:
    return allows(actor, permission, kinds()[kind].about(thing, actor, permission))


def loans(session: Session, land: RightsLand) -> Iterator[tuple[str, tuple[str, ...], Actor]]:
    """Giver × powers, one by one and all together × a limit to units; those in force."""
    for giver in ("thuky", "chutri", "daibieu01", "lanhdao", "vanthu", "theodoi", "quantri"):
        for keys in (*((key,) for key in powers()), tuple(powers())):
            for units in ((), ("TU",), ("VPTU",), ("HUTD",)):
                lent = lend(session, land, giver, keys, *units)
                if lent is not None:
                    yield giver, keys, lent


def questions(office: list[tuple[str, Any]]) -> Iterator[tuple[str, Any, Permission]]:
    """Every registered permission on everything it is about."""
    for kind, thing in office:
        for permission in registered():
            if permission.partition(":")[0] == kind:
                yield kind, thing, permission


def test_acting_gives_what_the_giver_has_and_the_powers_name_and_no_more(land: RightsLand) -> None:
    """Giver × powers × limit × thing × every registered permission."""
    told = {True: 0, False: 0}
    with land.g.store.reading() as session:
        office = things(session, land)
        for giver, keys, lent in loans(session, land):
            own, named = land.g.as_actor(giver), permissions_of(keys)
            for kind, thing, permission in questions(office):
                may = held(lent, kind, thing, permission)
                told[may] += 1
                if may:
                    assert permission in named, (giver, keys, permission)
                    assert held(own, kind, thing, permission), (giver, keys, permission)
    assert told[True] > 300
    assert told[False] > 5000


def test_without_a_limit_the_powers_named_are_given_whole(land: RightsLand) -> None:
    """Otherwise a matrix of refusals would pass too. But for marks: each is its author's own."""
    with land.g.store.reading() as session:
        for giver in ("thuky", "chutri", "lanhdao", "vanthu"):
            own, lent = land.g.as_actor(giver), lend(session, land, giver, tuple(powers()))
            cleared = replace(own, clearance=lent.clearance)
            for kind, thing in things(session, land):
                for permission in delegable():
                    if permission.partition(":")[0] == kind and kind != "mark":
                        expected = held(cleared, kind, thing, permission)
                        assert held(lent, kind, thing, permission) is expected, permission


def test_what_is_never_lent_is_refused_whatever_the_powers(land: RightsLand) -> None:
    """What no power names, an administrator's office included."""
    never = set(registered()) - delegable()
    own = "ballot:cast meeting:check_in meeting:answer paper:mark_own delegation:use token:read"
    office = "person:manage unit:manage rights:read audit:read retention:read"
    assert {*own.split(), *office.split()} <= set(map(str, never))
    with land.g.store.reading() as session:
        for giver in ("thuky", "chutri", "quantri"):
            lent = lend(session, land, giver, tuple(powers()))
            for kind, thing in things(session, land):
                for permission in never:
                    if permission.partition(":")[0] == kind:
                        assert not held(lent, kind, thing, permission), permission


@pytest.mark.parametrize(("level", "sees"), [(0, False), (1, False), (2, True), (3, True)])
def test_secrets_take_the_clearance_of_both(land: RightsLand, level: int, sees: bool) -> None:
    """A delegation lends no clearance: the paper is of level 2, thuky is cleared for it."""
    if level:
        clear(land.g, RECEIVER, level)
    with land.g.store.reading() as session:
        paper = kinds()["paper"].load(session, land.secret)
        lent = lend(session, land, "thuky", tuple(powers()))
        assert held(land.g.as_actor("thuky"), "paper", paper, PaperPermission.READ)
        assert held(lent, "paper", paper, PaperPermission.READ) is sees
        # Nor does the deputy's own clearance open what the giver may not see.
        lent = lend(session, land, "daibieu01", tuple(powers()))
        assert not held(lent, "paper", paper, PaperPermission.READ)


def test_it_ends_with_the_last_minute_of_its_last_day(land: RightsLand) -> None:
    from datetime import datetime, time

    from ecabinet.core.clock import OFFICE_ZONE

    last = datetime.combine(office_day(utc_now()), time(23, 59, 59), OFFICE_ZONE)
    real = land.g.as_actor(RECEIVER)
    with land.g.store.reading() as session:
        assert acting(session, real, land.delegation, last)
        assert acting(session, real, land.delegation, last + timedelta(seconds=1)) is None
