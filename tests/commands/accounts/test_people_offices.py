"""Offices: given, ended, corrected, for a period each, with one head of a unit at a time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ecabinet.accounts.commands.offices import (
    CorrectOffice,
    EndOffice,
    GiveOffice,
    correct_office,
    end_office,
    give_office,
)
from ecabinet.accounts.due import sweep
from ecabinet.accounts.models import Office
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core.actors import Role
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from ecabinet.core.ids import new_id
from ecabinet.core.notices import NoticeRow
from ecabinet.core.outbox import OutboxEntry
from tests.days import today


@pytest.fixture
def admin(as_actor):
    return as_actor("quantri")


@pytest.fixture
def give(store, office, admin):
    """Gives Cường an office of BTCTU."""

    def give(unit="BTCTU", role=Role.LEADER, title="Phó Trưởng ban", from_on=None, **more):
        payload = GiveOffice(
            person_id=office.people["cuong"], unit_id=office.units[unit], role=role, title=title,
            from_on=from_on or today(), **more,
        )  # fmt: skip
        return store.execute(admin, give_office, payload).id

    return give


def row(store, office_id):
    with store.reading() as session:
        return session.get_one(Office, office_id)


def sockets_closed(store):
    with store.reading() as session:
        return len(session.scalars(select(OutboxEntry).where(OutboxEntry.stream == "access")).all())


def deeds(store, action):
    with store.reading() as session:
        return session.scalars(select(AuditEntry).where(AuditEntry.action == action)).all()


def test_one_person_holds_offices_in_several_units(store, office, give, as_actor):
    give()
    give("VPTU", Role.MEMBER, "Ủy viên")
    assert as_actor("cuong").unit_ids == {office.units["BTCTU"], office.units["VPTU"]}
    with store.reading() as session:
        told = session.scalars(select(NoticeRow).where(NoticeRow.kind == "office.given")).all()
    assert [(n.person_id, n.params["title"]) for n in told] == [
        (office.people["cuong"], "Phó Trưởng ban"), (office.people["cuong"], "Ủy viên"),
    ]  # fmt: skip


def test_an_office_of_tomorrow_gives_no_right_today(give, as_actor):
    give("VPTU", from_on=today(1))
    assert not as_actor("cuong").has_role(Role.LEADER)


def test_the_same_office_is_not_held_twice_at_a_time(give):
    give(to_on=today(1))
    with pytest.raises(Conflict, match="held_already"):
        give(title="PHÓ trưởng  ban", from_on=today(1))
    give(from_on=today(2))
    give(title="Bí thư chi bộ")


def test_a_unit_has_one_head_at_a_time(store, office, give, admin):
    give(is_head=True)
    other = GiveOffice(
        person_id=office.people["canbo"], unit_id=office.units["BTCTU"], role=Role.LEADER,
        title="Trưởng ban", from_on=today(1), is_head=True,
    )  # fmt: skip
    with pytest.raises(Conflict, match="second_head") as refused:
        store.execute(admin, give_office, other)
    assert refused.value.params["name"] == "Lý Mạnh Cường"
    earlier = other.model_copy(update={"from_on": today(-1), "to_on": today(-1)})
    store.execute(admin, give_office, earlier)


def test_reversed_days_unknown_and_closed_units_are_refused(store, office, give, admin):
    with pytest.raises(Invalid, match="days_reversed"):
        give(to_on=today(-1))
    payload = GiveOffice(
        person_id=office.people["cuong"], unit_id=new_id(), role=Role.LEADER, title="x",
        from_on=today(),
    )  # fmt: skip
    with pytest.raises(Invalid, match="unit_unknown"):
        store.execute(admin, give_office, payload)
    close(store, office.units["HUTD"])
    with pytest.raises(Invalid, match="unit_closed"):
        give("HUTD")


def close(store, unit_id):
    """The unit has been closed since yesterday."""
    from sqlalchemy.orm import Session

    from ecabinet.accounts.models import Unit

    with Session(store.engine) as session, session.begin():
        session.get_one(Unit, unit_id).closed_on = today(-1)


def test_only_administrators_give_end_and_correct(store, office, give, as_actor):
    held = give()
    other = as_actor("thuky")
    given = GiveOffice(
        person_id=office.people["thuky"], unit_id=office.units["TU"], role=Role.ADMINISTRATOR,
        title="Quản trị", from_on=today(),
    )  # fmt: skip
    for command, payload in (
        (give_office, given),
        (end_office, EndOffice(office_id=held, to_on=today(), reason="x")),
        (correct_office, CorrectOffice(office_id=held, role=Role.ADMINISTRATOR)),
    ):
        with pytest.raises(Denied):
            store.execute(other, command, payload)
    assert not as_actor("thuky").has_role(Role.ADMINISTRATOR)


def test_an_office_that_ended_yesterday_gives_no_right_and_closes_sockets(
    store, give, admin, as_actor
):
    held = give(from_on=today(-1))
    store.execute(admin, end_office, EndOffice(office_id=held, to_on=today(-1), reason="Thôi giữ"))
    assert not as_actor("cuong").has_role(Role.LEADER)
    assert sockets_closed(store) == 1
    assert deeds(store, "office.ended")[0].detail["reason"] == "Thôi giữ"
    with pytest.raises(Conflict, match="ended_already"):
        store.execute(admin, end_office, EndOffice(office_id=held, to_on=today(), reason="Lại"))


def test_an_end_that_lies_ahead_closes_sockets_on_the_day_after_once(
    store, give, admin, as_actor, monkeypatch
):
    held = give()
    store.execute(admin, end_office, EndOffice(office_id=held, to_on=today(), reason="Thôi giữ"))
    sweep(store)
    assert as_actor("cuong").has_role(Role.LEADER)
    assert (row(store, held).ended_at, sockets_closed(store)) == (None, 0)
    monkeypatch.setattr(store, "clock", lambda: utc_now() + timedelta(days=1))
    sweep(store)
    sweep(store)
    assert row(store, held).ended_at is not None
    assert sockets_closed(store) == 1
    with store.reading() as session:
        later = actor_by_username(session, "cuong", utc_now() + timedelta(days=1))
    assert not later.has_role(Role.LEADER)


def test_an_office_not_begun_can_be_taken_back(store, give, admin):
    held = give(from_on=today(1))
    with pytest.raises(Invalid, match="days_reversed"):
        store.execute(admin, end_office, EndOffice(office_id=held, to_on=today(-1), reason="x"))
    store.execute(admin, end_office, EndOffice(office_id=held, to_on=today(), reason="Hủy"))
    give(from_on=today(1))  # Nobody holds it then.


def test_the_last_administrator_keeps_the_office(store, office, admin):
    with store.reading() as session:
        held = session.scalars(
            select(Office.id).where(Office.person_id == office.people["quantri"])
        ).one()
    with pytest.raises(Conflict, match="last_administrator"):
        store.execute(admin, end_office, EndOffice(office_id=held, to_on=today(), reason="x"))
    with pytest.raises(Conflict, match="last_administrator"):
        store.execute(admin, correct_office, CorrectOffice(office_id=held, role=Role.CLERK))
    other = GiveOffice(
        person_id=office.people["thuky"], unit_id=office.units["VPTU"], role=Role.ADMINISTRATOR,
        title="Quản trị", from_on=today(),
    )  # fmt: skip
    store.execute(admin, give_office, other)
    store.execute(admin, end_office, EndOffice(office_id=held, to_on=today(), reason="x"))


def test_a_typo_is_put_right_and_what_stood_there_is_kept(store, give, admin):
    held = give(title="Phó Trưong ban", to_on=today(1))
    fix = CorrectOffice(office_id=held, title="Phó Trưởng ban", open_ended=True)
    store.execute(admin, correct_office, fix)
    found = row(store, held)
    assert (found.title, found.folded, found.to_on) == ("Phó Trưởng ban", "pho truong ban", None)
    before = deeds(store, "office.corrected")[0].detail["before"]
    assert before == {"title": "Phó Trưong ban", "to_on": today(1).isoformat()}
    store.execute(admin, correct_office, fix)
    assert len(deeds(store, "office.corrected")) == 1


def test_an_office_nobody_knows_is_not_found(store, office, admin):
    with pytest.raises(NotFound):
        store.execute(admin, end_office, EndOffice(office_id=new_id(), to_on=today(), reason="x"))
