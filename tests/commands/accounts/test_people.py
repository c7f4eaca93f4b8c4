"""People: created once, changed with care, never deleted; who leaves has no access."""

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from ecabinet.accounts.commands.leaving import (
    ReactivatePerson,
    deactivate_person,
    reactivate_person,
)
from ecabinet.accounts.commands.people import (
    ChangePerson,
    CreatePerson,
    OfficeToHold,
    change_person,
    create_person,
)
from ecabinet.accounts.models import Office
from ecabinet.core.actors import Role
from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import Conflict, Denied, NotFound, Stale
from ecabinet.core.ids import new_id
from tests.commands.accounts.people_known import leave, leaving, person
from tests.days import today


def test_a_new_person_is_found_by_name_mail_and_sorted_by_given_name(store, office, admin):
    made = store.execute(
        admin,
        create_person,
        CreatePerson(
            username=" Nguyen.Hoa ", name="  Nguyễn   Thị Hòa ", email="hoa@example.vn",
            phone="0912 345 678",
            offices=[
                OfficeToHold(
                    unit_id=office.units["BTCTU"], role=Role.LEADER, title="Phó Trưởng ban",
                    from_on=today(),
                )
            ],
        ),
    )  # fmt: skip
    found = person(store, made.id)
    assert (found.username, found.name) == ("nguyen.hoa", "Nguyễn Thị Hòa")
    assert found.folded == "nguyen thi hoa nguyen.hoa hoa@example.vn 0912 345 678"
    with store.reading() as session:
        held = session.scalars(select(Office).where(Office.person_id == made.id)).one()
    assert (held.folded, held.is_head, held.ended_at) == ("pho truong ban", False, None)


@pytest.mark.parametrize("bad", ["a", "có dấu", "a b", "../x", "-an", "x" * 61, "an@x", "\u0430n1"])
def test_a_user_name_is_plain(bad):
    with pytest.raises(ValidationError):
        CreatePerson(username=bad, name="An")


@pytest.mark.parametrize(
    "bad", ["an", "an@", "@b.vn", "an@b", "a n@b.vn", "an@b.vn\r\nBcc: x@y.vn", "an@b..vn", "a@.vn"]
)
def test_a_mail_address_is_one(bad):
    with pytest.raises(ValidationError):
        CreatePerson(username="an", name="An", email=bad)


def test_a_user_name_is_never_given_again_also_not_after_leaving(store, office, admin):
    leave(store, admin, office.people["cuong"])
    with pytest.raises(Conflict, match="username_taken"):
        store.execute(admin, create_person, CreatePerson(username="CUONG", name="Người khác"))


def test_only_administrators_create_change_and_deactivate(store, office, as_actor):
    other = as_actor("thuky")
    for command, payload in (
        (create_person, CreatePerson(username="moi", name="Mới")),
        (change_person, ChangePerson(person_id=office.people["cuong"], name="Khác")),
        (deactivate_person, leaving(office.people["cuong"])),
        (reactivate_person, ReactivatePerson(person_id=office.people["cuong"], reason="x")),
    ):
        with pytest.raises(Denied):
            store.execute(other, command, payload)
    assert person(store, office.people["cuong"]).name == "Lý Mạnh Cường"


def test_a_change_keeps_what_is_left_out_and_is_remembered(store, office, admin):
    who = office.people["cuong"]
    store.execute(admin, change_person, ChangePerson(person_id=who, email="cuong@example.vn"))
    store.execute(admin, change_person, ChangePerson(person_id=who, name="Lý Cường Mạnh", email=""))
    found = person(store, who)
    assert (found.name, found.email, found.revision) == ("Lý Cường Mạnh", None, 3)
    assert found.folded.startswith("ly cuong manh cuong")
    with store.reading() as session:
        deeds = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "person.changed").order_by(AuditEntry.seq)
        ).all()
    assert deeds[1].detail["before"] == {"name": "Lý Mạnh Cường", "email": "cuong@example.vn"}


def test_the_second_of_two_editors_is_told(store, office, admin):
    who = office.people["cuong"]
    seen = person(store, who).revision
    store.execute(admin, change_person, ChangePerson(person_id=who, name="A B", revision=seen))
    with pytest.raises(Stale):
        store.execute(admin, change_person, ChangePerson(person_id=who, name="C D", revision=seen))


def test_nobody_known_is_not_found(store, admin):
    with pytest.raises(NotFound):
        store.execute(admin, change_person, ChangePerson(person_id=new_id(), name="Ai"))
