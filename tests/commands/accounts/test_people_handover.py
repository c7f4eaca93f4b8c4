"""Handing over: the old office ends the day before, the new one begins, exactly once."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from ecabinet.accounts import handover
from ecabinet.accounts.commands.handovers import (
    CancelHandover,
    HandOverOffice,
    cancel_handover,
    hand_over_office,
)
from ecabinet.accounts.commands.leaving import DeactivatePerson, deactivate_person
from ecabinet.accounts.commands.offices import EndOffice, GiveOffice, end_office, give_office
from ecabinet.accounts.due import sweep
from ecabinet.accounts.models import Handover, Office
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, NotFound, Stale
from ecabinet.core.ids import new_id
from ecabinet.core.notices import NoticeRow
from ecabinet.core.outbox import OutboxEntry
from tests.days import today

DAY = timedelta(days=1)


@pytest.fixture
def admin(as_actor):
    return as_actor("quantri")


@pytest.fixture
def held(store, office):
    """The office of Trưởng ban, held by Cường."""
    payload = GiveOffice(
        person_id=office.people["cuong"], unit_id=office.units["BTCTU"], role=Role.LEADER,
        title="Trưởng ban", from_on=today(-9), is_head=True,
    )  # fmt: skip
    return store.execute(SYSTEM, give_office, payload).id


@pytest.fixture
def moved(monkeypatch):
    """What a feature was asked to pass on."""
    asked = []

    def pass_on(uow, old, new, office_id):
        asked.append((old, new, office_id))
        return 2

    monkeypatch.setattr(handover, "_HOOKS", {"things": (pass_on, lambda session, office_id: 2)})
    return asked


@pytest.fixture
def to_canbo(store, office, held, admin, moved):
    """Hands the office over to the official, on a day."""

    def hand(on=None, to="canbo", by=admin):
        payload = HandOverOffice(
            office_id=held, to_person_id=office.people[to], on=on or today(),
            reason="Luân chuyển cán bộ",
        )  # fmt: skip
        return store.execute(by, hand_over_office, payload)

    return hand


def offices(store):
    with store.reading() as session:
        query = select(Office).where(Office.title == "Trưởng ban").order_by(Office.from_on)
        return session.scalars(query).all()


def states(store):
    with store.reading() as session:
        rows = session.scalars(select(Handover).order_by(Handover.made_at, Handover.id))
        return [(row.state, row.failure) for row in rows]


def test_today_the_office_changes_hands_at_once(store, office, held, to_canbo, moved, as_actor):
    done = to_canbo()
    old, new = offices(store)
    assert (old.to_on, old.end_reason) == (today(-1), "Luân chuyển cán bộ")
    assert old.ended_at is not None
    assert (new.person_id, new.from_on, new.to_on) == (office.people["canbo"], today(), None)
    assert (new.predecessor_id, new.is_head, new.role) == (held, True, "leader")
    assert (done.new_office_id, done.moved) == (new.id, {"things": 2})
    assert moved == [(office.people["cuong"], office.people["canbo"], held)]
    assert not as_actor("cuong").has_role(Role.LEADER)
    assert as_actor("canbo").units_as(Role.LEADER) == {office.units["BTCTU"]}
    with store.reading() as session:
        out = session.scalars(select(OutboxEntry).where(OutboxEntry.stream == "access")).all()
    assert [entry.payload["person_id"] for entry in out] == [str(office.people["cuong"])]


def test_a_later_day_is_carried_out_then_and_once(
    store, office, held, to_canbo, moved, monkeypatch
):
    done = to_canbo(on=today(2))
    assert (done.new_office_id, moved) == (None, [])
    sweep(store)
    assert (len(offices(store)), moved) == (1, [])
    # The worker slept for a day: the days are those that were planned.
    monkeypatch.setattr(store, "clock", lambda: utc_now() + 3 * DAY)
    sweep(store)
    sweep(store)
    old, new = offices(store)
    assert (old.to_on, new.from_on) == (today(1), today(2))
    assert len(moved) == 1
    assert states(store) == [("done", None)]


def test_two_workers_at_once_carry_it_out_once(store, to_canbo, moved, monkeypatch):
    to_canbo(on=today(1))
    monkeypatch.setattr(store, "clock", lambda: utc_now() + DAY)
    workers = [threading.Thread(target=sweep, args=(store,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (len(offices(store)), states(store)) == (2, [("done", None)])


def test_two_administrators_at_once_hand_it_over_once(store, office, held, to_canbo):
    outcomes = []

    def hand(to):
        try:
            outcomes.append(to_canbo(to=to).id)
        except DomainError as error:
            outcomes.append(error.code)

    both = [threading.Thread(target=hand, args=(to,)) for to in ("canbo", "vanthu")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert outcomes.count("handover.twice") == 1
    assert len(offices(store)) == 2


def test_a_planned_one_can_be_called_off_and_planned_anew(store, to_canbo, admin, monkeypatch):
    planned = to_canbo(on=today(1))
    with pytest.raises(Conflict, match="twice"):
        to_canbo(on=today(2), to="vanthu")
    store.execute(admin, cancel_handover, CancelHandover(handover_id=planned.id))
    with pytest.raises(Conflict, match="settled"):
        store.execute(admin, cancel_handover, CancelHandover(handover_id=planned.id))
    monkeypatch.setattr(store, "clock", lambda: utc_now() + DAY)
    sweep(store)
    assert (len(offices(store)), states(store)) == (1, [("cancelled", None)])
    to_canbo(on=today(1), to="vanthu")
    assert len(offices(store)) == 2


def test_nobody_takes_over_who_has_left_meanwhile(store, office, held, to_canbo, admin, moved):
    to_canbo(on=today(1))
    leave = DeactivatePerson(person_id=office.people["canbo"], on=today(), reason="Nghỉ việc")
    store.execute(admin, deactivate_person, leave)
    assert states(store) == [("failed", "handover.left")]
    assert offices(store)[0].to_on is None


def test_what_cannot_be_done_on_the_day_is_said_not_tried_for_ever(
    store, office, held, to_canbo, admin, monkeypatch
):
    to_canbo(on=today(1))
    same = GiveOffice(
        person_id=office.people["canbo"], unit_id=office.units["BTCTU"], role=Role.LEADER,
        title="Trưởng ban", from_on=today(),
    )  # fmt: skip
    store.execute(admin, give_office, same)
    monkeypatch.setattr(store, "clock", lambda: utc_now() + DAY)
    sweep(store)
    assert states(store) == [("failed", "office.held_already")]
    with store.reading() as session:
        query = select(NoticeRow).where(NoticeRow.kind == "office.handover_failed")
        told = session.scalars(query).one()
    assert told.person_id == admin.person_id
    assert told.url == f"/admin/people/{office.people['cuong']}"
    assert {o.person_id for o in offices(store) if o.to_on is None} == {
        office.people["cuong"], office.people["canbo"],
    }  # fmt: skip


def test_a_vacant_office_goes_to_the_next_holder_too(store, held, to_canbo, admin):
    end = EndOffice(office_id=held, to_on=today(-5), reason="Nghỉ hưu")
    store.execute(admin, end_office, end)
    to_canbo()
    old, new = offices(store)
    assert (old.to_on, new.from_on) == (today(-5), today())


def test_what_makes_no_sense_is_refused(store, office, held, to_canbo, admin):
    with pytest.raises(Invalid, match="to_oneself"):
        to_canbo(to="cuong")
    with pytest.raises(Invalid, match="too_early"):
        to_canbo(on=today(-9))
    nobody = HandOverOffice(office_id=held, to_person_id=new_id(), on=today(), reason="x")
    with pytest.raises(Invalid, match="nobody"):
        store.execute(admin, hand_over_office, nobody)
    nothing = nobody.model_copy(update={"office_id": new_id()})
    with pytest.raises(NotFound):
        store.execute(admin, hand_over_office, nothing)
    assert states(store) == []


def test_the_holder_may_not_hand_it_over_alone(to_canbo, as_actor, store):
    with pytest.raises(Denied):
        to_canbo(by=as_actor("cuong"))
    assert len(offices(store)) == 1


def test_the_last_administrators_office_does_not_go_to_somebody_about_to_leave(
    store, office, admin, moved
):
    leave = DeactivatePerson(person_id=office.people["canbo"], on=today(9), reason="Hưu")
    store.execute(admin, deactivate_person, leave)
    with store.reading() as session:
        query = select(Office.id).where(Office.person_id == office.people["quantri"])
        held = session.scalars(query).one()
    wish = HandOverOffice(
        office_id=held, to_person_id=office.people["canbo"], on=today(), reason="Thay người"
    )
    with pytest.raises(Conflict, match="last_administrator"):
        store.execute(admin, hand_over_office, wish)
    with store.reading() as session:
        assert session.get_one(Office, held).to_on is None
    to_stay = wish.model_copy(update={"to_person_id": office.people["vanthu"]})
    assert store.execute(admin, hand_over_office, to_stay).new_office_id


def test_what_was_filled_in_from_an_older_state_is_refused(store, office, held, admin, moved):
    old = HandOverOffice(
        office_id=held, to_person_id=office.people["canbo"], on=today(1), reason="x", revision=1
    )
    with pytest.raises(Stale):
        store.execute(admin, hand_over_office, old)
    end = EndOffice(office_id=held, to_on=today(), reason="x", revision=1)
    with pytest.raises(Stale):
        store.execute(admin, end_office, end)
    assert states(store) == []
    store.execute(admin, end_office, end.model_copy(update={"revision": 2}))
