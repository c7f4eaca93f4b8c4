"""Whose account elsewhere it is: found, linked, created once, or refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, func, select

from ecabinet.accounts.commands.people import CreatePerson, create_person
from ecabinet.accounts.models import Person
from ecabinet.accounts.single_sign_on.commands.admit import Admit, admit
from ecabinet.accounts.single_sign_on.commands.link import (
    LinkIdentity,
    UnlinkIdentities,
    link_identity,
    unlink_identities,
)
from ecabinet.accounts.single_sign_on.commands.offices import WishedOffice
from ecabinet.accounts.single_sign_on.models import Identity
from ecabinet.core.actors import SYSTEM, Actor, Role
from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import Conflict, Denied, DomainError, NotFound
from ecabinet.core.store import Store
from tests.fixtures import Office

CLERK = WishedOffice(unit="VPTU", role=Role.CLERK, title="Văn thư")


def proof(**changed: Any) -> Admit:
    """An account in the directory, but for what is changed."""
    given = {
        "source": "ldap",
        "subject": "guid-1",
        "username": "an.moi",
        "name": "Trần Văn An",
        "email": "an.moi@tinh.example",
        "offices": None,
        "may_create": False,
    }
    return Admit(**{**given, **changed})


def let_in(store: Store, **changed: Any) -> UUID:
    """Let such an account in; whose it is."""
    return store.execute(SYSTEM, admit, proof(**changed)).person_id


def somebody(store: Store, username: str = "an.moi") -> UUID:
    """A person without a password, as an import makes them."""
    return store.execute(SYSTEM, create_person, CreatePerson(username=username, name="Trần An")).id


def deeds(store: Store, action: str) -> list[str]:
    """Of whom the audit log tells `action`."""
    with store.reading() as session:
        query = select(AuditEntry.subject_id).where(AuditEntry.action == action)
        return list(session.scalars(query))


def test_an_unknown_account_is_not_let_in(store: Store, office: Office) -> None:
    with pytest.raises(Denied, match=r"sso.no_account"):
        let_in(store)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Identity)) == 0
        assert session.scalar(select(Person.id).where(Person.username == "an.moi")) is None


def test_when_allowed_it_becomes_a_person(store: Store, office: Office) -> None:
    person_id = let_in(store, may_create=True)
    with store.reading() as session:
        person = session.get_one(Person, person_id)
        assert (person.username, person.name, person.email, person.password_hash) == (
            "an.moi",
            "Trần Văn An",
            "an.moi@tinh.example",
            None,
        )
    assert deeds(store, "identity.linked") == [str(person_id)]
    assert let_in(store) == person_id


def test_with_groups_only_whom_they_give_an_office_is_created(store: Store, office: Office) -> None:
    with pytest.raises(Denied, match=r"sso.no_account"):
        let_in(store, may_create=True, offices=())
    assert let_in(store, may_create=True, offices=(CLERK,))


@pytest.mark.parametrize("username", ["a", "an moi", "an@elsewhere.vn", "<b>", "Án", "a" * 80, ""])
def test_a_user_name_that_cannot_be_ours_is_refused(
    store: Store, office: Office, username: str
) -> None:
    with pytest.raises(Denied, match=r"sso.no_account"):
        let_in(store, username=username, may_create=True)


def test_a_strange_mail_address_or_name_keeps_nobody_out(store: Store, office: Office) -> None:
    person_id = let_in(store, email="x\r\nBcc: y@z.vn", name="n" * 500, may_create=True)
    with store.reading() as session:
        person = session.get_one(Person, person_id)
        assert (person.email, len(person.name)) == (None, 120)


def test_a_person_without_password_is_linked_by_user_name(store: Store, office: Office) -> None:
    person_id = somebody(store)
    assert let_in(store) == person_id
    # From now on the account counts, whatever it is called.
    assert let_in(store, username="an.ten-moi") == person_id


def test_the_same_name_for_another_account_is_somebody_else(store: Store, office: Office) -> None:
    somebody(store)
    let_in(store)
    with pytest.raises(Denied, match=r"sso.not_linked"):
        let_in(store, subject="guid-2")
    assert let_in(store, source="oidc:https://login.example", subject="s-9")


def test_who_has_a_password_of_ours_is_not_linked_unasked(store: Store, office: Office) -> None:
    for username in ("quantri", "thuky", "cuong"):
        with pytest.raises(Denied, match=r"sso.not_linked"):
            let_in(store, username=username, may_create=True)


def test_an_administrator_is_never_linked_unasked(
    store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    from datetime import date

    from ecabinet.accounts.commands.offices import GiveOffice, give_office

    person_id = somebody(store)
    held = GiveOffice(
        person_id=person_id,
        unit_id=office.units["VPTU"],
        role=Role.ADMINISTRATOR,
        title="Quản trị",
        from_on=date(2020, 1, 1),
    )
    store.execute(as_actor("quantri"), give_office, held)
    with pytest.raises(Denied, match=r"sso.not_linked"):
        let_in(store)
    linked = LinkIdentity(username="an.moi", source="ldap", subject="guid-1")
    store.execute(SYSTEM, link_identity, linked)
    assert let_in(store) == person_id


def test_linked_on_purpose_replaced_and_unlinked(store: Store, office: Office) -> None:
    for subject in ("guid-1", "guid-2", "guid-2"):
        given = LinkIdentity(username="cuong", source="ldap", subject=subject)
        store.execute(SYSTEM, link_identity, given)
    assert let_in(store, subject="guid-2") == office.people["cuong"]
    with pytest.raises(Denied):
        let_in(store, subject="guid-1")
    taken = LinkIdentity(username="canbo", source="ldap", subject="guid-2")
    with pytest.raises(Conflict, match=r"sso.linked_already"):
        store.execute(SYSTEM, link_identity, taken)
    store.execute(SYSTEM, unlink_identities, UnlinkIdentities(username="cuong"))
    with pytest.raises(Denied):
        let_in(store, subject="guid-2")
    assert len(deeds(store, "identity.linked")) == len(deeds(store, "identity.unlinked")) == 2
    with pytest.raises(NotFound):
        store.execute(SYSTEM, unlink_identities, UnlinkIdentities(username="khong-co"))


def test_a_disabled_person_is_not_let_in_and_nothing_changes(store: Store, office: Office) -> None:
    person_id = let_in(store, may_create=True)
    with store.engine.begin() as connection:
        connection.execute(
            Person.__table__.update().where(Person.id == person_id).values(active=False)  # type: ignore[attr-defined]
        )
    with pytest.raises(Denied, match=r"sso.disabled"):
        let_in(store, offices=(CLERK,))
    assert deeds(store, "office.given").count(str(person_id)) == 0


def test_many_first_sign_ins_at_once_make_one_person(store: Store, office: Office) -> None:
    def enter(_number: int) -> UUID | str:
        try:
            return let_in(store, may_create=True, offices=(CLERK,))
        except DomainError as error:
            return error.code

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(enter, range(24)))
    assert len(set(found)) == 1
    with store.reading() as session:
        person = session.get_one(Person, found[0])
        assert len(person.offices) == 1
        assert session.scalar(select(func.count()).select_from(Identity)) == 1
        names = session.scalars(select(Person.username).where(Person.username == "an.moi"))
        assert len(names.all()) == 1


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
@pytest.mark.parametrize("known", [False, True], ids=["nobody-yet", "not-linked-yet"])
def test_whenever_another_first_sign_in_comes_between_both_are_the_same_person(
    store: Store, office: Office, known: bool
) -> None:
    """What the other commits shows from the next statement on: tried after each of the first."""
    for number in range(1, 9):
        wanted = {"username": f"an.{number}", "subject": f"guid-{number}", "offices": (CLERK,)}
        if known:
            somebody(store, f"an.{number}")
        assert len(set(both(store, number, **wanted))) == 1, number


def both(store: Store, statement: int, **wanted: Any) -> list[UUID]:
    """Sign somebody in; the same account signs in elsewhere after this statement of the first."""
    found: list[UUID] = []
    other = Thread(target=lambda: found.append(let_in(store, may_create=True, **wanted)))
    seen = iter(range(1, 1000))

    def come_between(*_: Any) -> None:
        if other.ident is None and next(seen) == statement:
            other.start()
            other.join(0.5)  # Unless it has to wait for us, which is as good.

    event.listen(store.engine, "after_cursor_execute", come_between)
    try:
        found.append(let_in(store, may_create=True, **wanted))
    finally:
        if other.ident is not None:
            other.join(20)  # Before the listener goes: the other walks the same list of listeners.
        event.remove(store.engine, "after_cursor_execute", come_between)
    assert len(found) == 2
    return found
