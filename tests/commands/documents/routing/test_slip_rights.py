"""Who sees a slip and who may do what with it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from documents.register.models import Entry
from documents.register.policies import EntryPermission
from documents.register.policies import visible_to as entries_of
from documents.routing.commands.handling import (
    OnPart,
    OnSlip,
    ReturnPart,
    open_slip,
    recall_slip,
    receive_part,
    return_part,
)
from documents.routing.models import Slip, SlipOpening, SlipPart
from documents.routing.policies import (
    POLICIES,
    PartPermission,
    SlipPermission,
    held_by,
    holds,
    visible_to,
)
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import Denied, Invalid, NotFound
from ecabinet.core.permissions import allows
from ecabinet.core.store import Store
from tests.commands.documents.routing.sending_on import rows, told
from tests.fixtures import Office
from tests.people import PEOPLE
from tests.slips import INFORM, Slips


def clear(store: Store, office: Office, level: int, *usernames: str) -> None:
    with store.engine.begin() as connection:
        ids = [office.people[name] for name in usernames]
        connection.execute(update(Person).where(Person.id.in_(ids)).values(clearance=level))


def test_opening_is_kept_once_for_each_of_the_receivers(
    slips: Slips, store: Store, office: Office
) -> None:
    slip = slips.send()
    for username in ("thuky", "chutri", "thuky", "vanthu"):
        slips.books.run(username, open_slip, OnSlip(slip_id=slip))
    opened = {row.person_id for row in rows(store, select(SlipOpening))}
    assert opened == {office.people["thuky"], office.people["chutri"]}
    with pytest.raises(NotFound):
        slips.books.run("canbo", open_slip, OnSlip(slip_id=slip))
    deeds = rows(store, select(AuditEntry.action).where(AuditEntry.action == "slip.opened"))
    assert len(deeds) == 2


def test_a_secret_document_goes_only_to_the_cleared(
    slips: Slips, store: Store, office: Office
) -> None:
    clear(store, office, 2, "vanthu", "chutri")
    secret = slips.books.came("7-BC/HU", abstract="Mật", secrecy=1, secret_allowed=True)
    slips.entry = secret.id
    with pytest.raises(Invalid, match=r"routing.not_cleared"):
        slips.send(slips.to("cuong"))
    with pytest.raises(Invalid, match=r"routing.not_cleared"):
        slips.send(slips.to("chutri"), slips.to("lanhdao", INFORM))
    assert not told(store, "slip.sent")
    slip = slips.send()  # Of the desk of the Party Committee only the leader is cleared.
    assert told(store, "slip.sent") == {office.people["chutri"]}
    with pytest.raises(NotFound):
        slips.books.run("thuky", receive_part, OnPart(part_id=slips.first(slip)))


def test_only_the_desk_of_the_book_sends(slips: Slips) -> None:
    with pytest.raises(NotFound):
        slips.send(slips.to("TU"), username="thuky")
    slips.send(slips.to("thuky"))
    with pytest.raises(Denied):
        slips.send(slips.to("cuong"), username="thuky")


# Who of the office may do what with: a slip of VPTU to TU (lead) and cuong (inform), as sent.
DESK_OF_TU = {"thuky", "chutri", "lanhdao"}
MATRIX: dict[Any, set[str]] = {
    SlipPermission.SEND: {"vanthu"},
    SlipPermission.READ: {"vanthu", "cuong"} | DESK_OF_TU,
    SlipPermission.RECALL: {"vanthu"},
    PartPermission.RECEIVE: DESK_OF_TU,
    PartPermission.FORWARD: DESK_OF_TU,
    PartPermission.RETURN: DESK_OF_TU,
    PartPermission.FINISH: DESK_OF_TU,
}


def test_everybody_and_every_permission(
    slips: Slips, store: Store, as_actor: Callable[[str], Actor]
) -> None:
    assert set(MATRIX) == set(POLICIES)
    slip_id = slips.send(slips.to("TU"), slips.to("cuong", INFORM))
    with store.reading() as session:
        slip = session.get_one(Slip, slip_id)
        for permission, may in MATRIX.items():
            thing = slip if permission in SlipPermission else slip.parts[0]
            thing = slip.entry if permission is SlipPermission.SEND else thing
            assert {who for who in PEOPLE if allows(as_actor(who), permission, thing)} == may


def test_lists_and_rules_agree(
    slips: Slips, store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    clear(store, office, 1, "vanthu", "chutri")
    first = slips.send(slips.to("TU"), slips.to("cuong", INFORM))
    slips.forward(slips.first(first), "thuky", slips.to("canbo"))
    back = slips.send(slips.to("khach01"))
    reason = ReturnPart(part_id=slips.first(back), reason="Không thuộc thẩm quyền")
    slips.books.run("khach01", return_part, reason)
    slips.entry = slips.books.came("7-BC/HU", secrecy=1, secret_allowed=True, sure=True).id
    slips.send()
    recalled = slips.send()
    slips.books.run("vanthu", recall_slip, OnSlip(slip_id=recalled))
    with store.reading() as session:
        for who in PEOPLE:
            actor = as_actor(who)
            for model, twin, rule in (
                (Slip, visible_to(actor), POLICIES[SlipPermission.READ]),
                (SlipPart, held_by(actor), holds),
                (Entry, entries_of(actor), lambda a, e: allows(a, EntryPermission.READ, e)),
            ):
                listed = set(session.scalars(select(model.id).where(twin)))  # type: ignore[attr-defined]
                ruled = {row.id for row in session.scalars(select(model)) if rule(actor, row)}  # type: ignore[arg-type, attr-defined]
                assert listed == ruled, (who, model)
