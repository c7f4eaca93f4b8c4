"""People who leave: sessions, offices, the last administrator, coming back."""

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ecabinet.accounts.commands.leaving import (
    DeactivatePerson,
    ReactivatePerson,
    deactivate_person,
    reactivate_person,
)
from ecabinet.accounts.commands.offices import EndOffice, GiveOffice, end_office, give_office
from ecabinet.accounts.due import sweep
from ecabinet.accounts.models import Office, SignIn
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, DomainError, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.outbox import OutboxEntry
from tests.commands.accounts.people_known import leave, person
from tests.days import today


def put_out(store):
    """Who was taken out of all sockets, in order."""
    with store.reading() as session:
        rows = session.scalars(select(OutboxEntry).where(OutboxEntry.stream == "access"))
        return [row.payload["person_id"] for row in rows]


def test_who_leaves_has_no_session_and_no_socket_from_that_moment(store, office, admin):
    who = office.people["cuong"]
    with store.reading() as session:
        assert actor_by_username(session, "cuong", utc_now()) is not None
    sign_in_somehow(store, who)
    leave(store, admin, who)
    with store.reading() as session:
        assert actor_by_username(session, "cuong", utc_now()) is None
        assert session.scalars(select(SignIn.ended_at).where(SignIn.person_id == who)).one()
        assert session.scalars(select(Office.to_on).where(Office.person_id == who)).one() is None
    assert put_out(store) == [str(who)]


def sign_in_somehow(store, person_id):
    """A session of the person, whatever signing in asks for."""
    from sqlalchemy.orm import Session

    from ecabinet.accounts.models import SignIn

    with Session(store.engine) as session, session.begin():
        now = utc_now()
        session.add(
            SignIn(
                person_id=person_id, secret_hash=str(new_id()), kind="browser", device="",
                created_at=now, expires_at=now + timedelta(hours=1),
            )
        )  # fmt: skip


def test_offices_end_with_the_person_only_when_asked(store, office, admin):
    who = office.people["cuong"]
    leave(store, admin, who, end_offices=True)
    with store.reading() as session:
        held = session.scalars(select(Office).where(Office.person_id == who)).one()
    assert (held.to_on, held.end_reason) == (today(-1), "Nghỉ hưu")
    assert held.ended_at is not None


def test_a_later_day_is_carried_out_on_that_day_once(store, office, admin, monkeypatch):
    who, day = office.people["cuong"], today(3)
    leave(store, admin, who, on=day, end_offices=True)
    sweep(store)
    assert person(store, who).active
    monkeypatch.setattr(store, "clock", lambda: utc_now() + timedelta(days=3))
    sweep(store)
    assert not person(store, who).active
    before = put_out(store)
    sweep(store)
    assert put_out(store) == before
    with store.reading() as session:
        deeds = session.scalars(
            select(AuditEntry.seq).where(AuditEntry.action == "person.deactivated")
        ).all()
    assert len(deeds) == 1


def test_a_day_that_is_past_is_refused(store, office, admin):
    with pytest.raises(Invalid, match="leaves_in_past"):
        leave(store, admin, office.people["cuong"], on=today(-1))


def test_nobody_deactivates_oneself_nor_the_last_administrator(store, office, admin):
    with pytest.raises(Conflict, match="oneself"):
        leave(store, admin, office.people["quantri"])
    with pytest.raises(Conflict, match="last_administrator"):
        leave(store, SYSTEM, office.people["quantri"])
    assert person(store, office.people["quantri"]).active


def test_who_comes_back_may_sign_in_again(store, office, admin):
    who = office.people["cuong"]
    leave(store, admin, who)
    store.execute(admin, reactivate_person, ReactivatePerson(person_id=who, reason="Nhầm"))
    found = person(store, who)
    assert (found.active, found.leaves_on, found.leaves_reason) == (True, None, None)
    with pytest.raises(Conflict, match=r"person\.here"):
        store.execute(admin, reactivate_person, ReactivatePerson(person_id=who, reason="Nhầm"))


def test_an_announced_leave_can_be_taken_back(store, office, admin):
    who = office.people["cuong"]
    leave(store, admin, who, on=date.max)
    store.execute(admin, reactivate_person, ReactivatePerson(person_id=who, reason="Ở lại"))
    assert person(store, who).leaves_on is None


@pytest.mark.parametrize("way", ["deactivate", "end"])
def test_two_administrators_do_not_shut_each_other_out(store, office, admin, as_actor, way):
    given = GiveOffice(
        person_id=office.people["thuky"], unit_id=office.units["VPTU"], role=Role.ADMINISTRATOR,
        title="Quản trị hệ thống", from_on=today(),
    )  # fmt: skip
    store.execute(admin, give_office, given)
    both = {"quantri": as_actor("quantri"), "thuky": as_actor("thuky")}
    start, outcomes = threading.Barrier(2), []

    def put_out_the_other(who, other):
        start.wait()
        try:
            store.execute(both[who], *shut_out(store, office.people[other], way))
            outcomes.append("done")
        except DomainError as error:
            outcomes.append(error.code)

    pairs = (("quantri", "thuky"), ("thuky", "quantri"))
    threads = [threading.Thread(target=put_out_the_other, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "person.last_administrator"]


def shut_out(store, person_id, way):
    """The command that takes the administration from a person, and its payload."""
    if way == "deactivate":
        return deactivate_person, DeactivatePerson(person_id=person_id, on=today(), reason="x")
    query = select(Office.id).where(
        Office.person_id == person_id, Office.role == Role.ADMINISTRATOR.value
    )
    with store.reading() as session:
        office_id = session.scalars(query).one()
    return end_office, EndOffice(office_id=office_id, to_on=today(), reason="x")
