"""Offices follow the groups at each sign-in; what a hand gave stays as it is."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.commands.offices import EndOffice, GiveOffice, end_office, give_office
from ecabinet.accounts.models import Office as HeldRow
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.accounts.single_sign_on.admitting import wishes
from ecabinet.accounts.single_sign_on.commands.admit import Admit, admit
from ecabinet.accounts.single_sign_on.commands.offices import KEPT, REASON, WishedOffice
from ecabinet.core.actors import SYSTEM, Actor, Role
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.outbox import OutboxEntry
from ecabinet.core.store import Store
from ecabinet.sign_on_settings import GroupOffice
from tests.fixtures import Office

CLERK = WishedOffice(unit="VPTU", role=Role.CLERK, title="Văn thư")
OFFICIAL = WishedOffice(unit="BTCTU", role=Role.OFFICIAL, title="Chuyên viên")


def let_in(store: Store, *offices: WishedOffice) -> UUID:
    """Let An in, whose groups give `offices`."""
    given = Admit(
        source="ldap",
        subject="guid-an",
        username="an.moi",
        name="Trần Văn An",
        email=None,
        offices=offices,
        may_create=True,
    )
    return store.execute(SYSTEM, admit, given).person_id


def held(store: Store) -> set[tuple[str, str]]:
    """Role and title of the offices An holds today."""
    with store.reading() as session:
        actor = actor_by_username(session, "an.moi", utc_now())
    assert actor is not None
    return {(office.role.value, office.title) for office in actor.offices}


def rows(store: Store, person_id: UUID) -> list[HeldRow]:
    """All offices An ever had."""
    with store.reading() as session:
        query = select(HeldRow).where(HeldRow.person_id == person_id).order_by(HeldRow.id)
        return list(session.scalars(query))


def test_groups_give_offices_from_today_marked_as_theirs(store: Store, office: Office) -> None:
    person_id = let_in(store, CLERK, OFFICIAL)
    assert held(store) == {("clerk", "Văn thư"), ("official", "Chuyên viên")}
    today = office_day(utc_now())
    assert {(r.from_on, r.to_on, r.origin) for r in rows(store, person_id)} == {
        (today, None, "directory")
    }


def test_signing_in_again_changes_nothing(store: Store, office: Office) -> None:
    person_id = let_in(store, CLERK)
    before = [row.id for row in rows(store, person_id)]
    for _ in range(3):
        let_in(store, CLERK)
    assert [row.id for row in rows(store, person_id)] == before


def test_leaving_a_group_ends_its_office_at_once(store: Store, office: Office) -> None:
    store.clock = lambda: utc_now() - timedelta(days=40)
    person_id = let_in(store, CLERK, OFFICIAL)
    store.clock = utc_now
    let_in(store, OFFICIAL)
    assert held(store) == {("official", "Chuyên viên")}
    ended = next(row for row in rows(store, person_id) if row.role == "clerk")
    assert (ended.to_on, ended.end_reason) == (office_day(utc_now()) - timedelta(days=1), REASON)
    assert ended.ended_at is not None
    with store.reading() as session:
        deed = session.scalars(select(AuditEntry).where(AuditEntry.action == "office.ended")).one()
        assert (deed.subject_id, deed.actor_id) == (str(person_id), None)
        put_out = select(OutboxEntry.payload).where(OutboxEntry.type == "access.ended")
        assert [str(p["person_id"]) for p in session.scalars(put_out)] == [str(person_id)]


def test_an_office_given_and_taken_on_one_day_was_never_held(store: Store, office: Office) -> None:
    let_in(store, CLERK)
    let_in(store)
    assert held(store) == set()
    let_in(store, CLERK)
    assert held(store) == {("clerk", "Văn thư")}


def test_another_title_or_role_is_another_office(store: Store, office: Office) -> None:
    person_id = let_in(store, CLERK)
    let_in(store, CLERK.model_copy(update={"title": "Phó phòng"}))
    assert held(store) == {("clerk", "Phó phòng")}
    assert len(rows(store, person_id)) == 2


def test_what_a_hand_gave_is_never_touched(
    store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    person_id = let_in(store, OFFICIAL)
    for code, role, title in (("VPTU", Role.CLERK, "Văn thư"), ("TU", Role.MEMBER, "Ủy viên")):
        given = GiveOffice(
            person_id=person_id,
            unit_id=office.units[code],
            role=role,
            title=title,
            from_on=date(2020, 1, 1),
        )
        store.execute(as_actor("quantri"), give_office, given)
    let_in(store, CLERK)  # The group gives what a hand gave: no second one.
    let_in(store)
    assert held(store) == {("clerk", "Văn thư"), ("member", "Ủy viên")}
    assert {row.origin for row in rows(store, person_id) if row.to_on is None} == {"hand"}


def test_a_system_that_does_not_tell_of_groups_changes_nothing(
    store: Store, office: Office
) -> None:
    let_in(store, CLERK)
    given = Admit(
        source="ldap",
        subject="guid-an",
        username="an.moi",
        name="An",
        email=None,
        offices=None,
        may_create=False,
    )
    store.execute(SYSTEM, admit, given)
    assert held(store) == {("clerk", "Văn thư")}


def test_a_unit_that_is_not_open_keeps_nobody_out(
    store: Store, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        let_in(store, CLERK, CLERK.model_copy(update={"unit": "KHONG-CO"}))
    assert held(store) == {("clerk", "Văn thư")}
    assert "KHONG-CO" in caplog.text


def test_which_groups_give_what() -> None:
    mapping = (
        GroupOffice("CN=Văn thư,OU=Nhóm,DC=tinh", "VPTU", Role.CLERK, "Văn thư"),
        GroupOffice("chuyen-vien", "BTCTU", Role.OFFICIAL, "Chuyên viên"),
        GroupOffice("can-bo", "BTCTU", Role.OFFICIAL, "Chuyên viên"),
    )
    assert wishes(("cn=văn thư, ou=nhóm, dc=TINH",), mapping) == (CLERK,)
    assert wishes(("can-bo", "chuyen-vien"), mapping) == (OFFICIAL,)
    for stranger in ((), ("",), ("chuyen-vien2",), ("cn=văn thư",), ("*",)):
        assert wishes(stranger, mapping) == ()


ADMINISTRATOR = WishedOffice(unit="VPTU", role=Role.ADMINISTRATOR, title="Quản trị hệ thống")


def test_a_group_emptied_by_mistake_leaves_the_last_administrator(
    store: Store, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    person_id = let_in(store, ADMINISTRATOR, CLERK)
    with store.reading() as session:
        query = select(HeldRow).where(
            HeldRow.role == Role.ADMINISTRATOR.value, HeldRow.person_id != person_id
        )
        other = session.scalars(query).one()
    gone = EndOffice(office_id=other.id, to_on=office_day(utc_now()), reason="Nghỉ hưu")
    store.execute(SYSTEM, end_office, gone)
    with caplog.at_level(logging.WARNING):
        let_in(store)
    assert held(store) == {("administrator", "Quản trị hệ thống")}
    assert "last administrator" in caplog.text
    with store.reading() as session:
        kept = session.scalars(select(AuditEntry).where(AuditEntry.action == "office.kept")).one()
    assert (kept.subject_id, kept.detail["reason"]) == (str(person_id), KEPT)


def test_with_another_administrator_the_group_decides(store: Store, office: Office) -> None:
    let_in(store, ADMINISTRATOR, CLERK)
    let_in(store, CLERK)
    assert held(store) == {("clerk", "Văn thư")}


def test_of_two_administrators_of_one_group_one_stays(store: Store, office: Office) -> None:
    """The last one is kept also when the group gave two offices to one person."""
    let_in(store, ADMINISTRATOR, ADMINISTRATOR.model_copy(update={"unit": "TU"}))
    with store.reading() as session:
        query = select(HeldRow).where(HeldRow.person_id == office.people["quantri"])
        other = session.scalars(query).one()
    gone = EndOffice(office_id=other.id, to_on=office_day(utc_now()), reason="Nghỉ hưu")
    store.execute(SYSTEM, end_office, gone)
    let_in(store)
    assert held(store) == {("administrator", "Quản trị hệ thống")}
    with store.reading() as session:
        open_ones = select(HeldRow).where(
            HeldRow.role == Role.ADMINISTRATOR.value, HeldRow.to_on.is_(None)
        )
        assert len(session.scalars(open_ones).all()) == 1
