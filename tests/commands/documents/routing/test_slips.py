"""Documents are sent on, received, forwarded, returned, finished and called back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import select, update

from documents.register.models import Entry
from documents.register.policies import EntryPermission
from documents.register.policies import visible_to as entries_of
from documents.routing.commands.handling import (
    FinishPart,
    OnPart,
    OnSlip,
    ReturnPart,
    finish_part,
    open_slip,
    recall_slip,
    receive_part,
    return_part,
)
from documents.routing.commands.receivers import Receiver
from documents.routing.ink import Sheet
from documents.routing.models import Slip, SlipOpening, SlipPart, SlipStep
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
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import Store
from tests.bookkeeping import open_books
from tests.fixtures import PEOPLE, Office
from tests.slips import COORDINATE, INFORM, LEAD, Slips, send_from


@pytest.fixture
def slips(store: Store, office: Office, as_actor: Callable[[str], Actor]) -> Slips:
    return send_from(open_books(store, office, as_actor), office)


def rows(store: Store, query: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.scalars(query))


def told(store: Store, kind: str) -> set[UUID]:
    return set(rows(store, select(NoticeRow.person_id).where(NoticeRow.kind == kind)))


def clear(store: Store, office: Office, level: int, *usernames: str) -> None:
    with store.engine.begin() as connection:
        ids = [office.people[name] for name in usernames]
        connection.execute(update(Person).where(Person.id.in_(ids)).values(clearance=level))


def test_it_goes_to_units_and_people_who_leads_first(
    slips: Slips, store: Store, office: Office
) -> None:
    slip = slips.send(slips.to("cuong", INFORM), slips.to("TU", COORDINATE), slips.to("lanhdao"))
    assert [(p.role, p.state) for p in slips.parts(slip)] == [
        ("lead", "sent"), ("coordinate", "sent"), ("inform", "sent"),
    ]  # fmt: skip
    people = {office.people[name] for name in ("lanhdao", "thuky", "chutri", "cuong")}
    assert told(store, "slip.sent") == people


@pytest.mark.parametrize(
    ("receivers", "fields", "code"),
    [
        ([("TU", INFORM)], {}, "routing.one_lead"),
        ([("TU", LEAD), ("lanhdao", LEAD)], {}, "routing.one_lead"),
        ([("TU", LEAD), ("TU", INFORM)], {}, "routing.twice"),
        ([("vanthu", LEAD)], {}, "routing.to_oneself"),
        ([("HUTD", LEAD)], {}, "routing.empty_desk"),
        ([("TU", LEAD)], {"instruction": "  "}, "routing.no_instruction"),
        ([("TU", LEAD)], {"due_on": office_day(utc_now()) - timedelta(days=1)},
         "routing.due_in_past"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    slips: Slips, receivers: list[Any], fields: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        slips.send(*(slips.to(*who) for who in receivers), **fields)


def test_unknown_receivers_are_refused(slips: Slips) -> None:
    with pytest.raises(Invalid, match=r"routing.unit_unknown"):
        slips.send(Receiver(role=LEAD, kind="unit", id=uuid4()))
    with pytest.raises(Invalid, match=r"routing.person_unknown"):
        slips.send(Receiver(role=LEAD, kind="person", id=uuid4()))


def test_handwriting_is_enough_and_is_kept(slips: Slips, store: Store) -> None:
    sheet = Sheet(strokes=[[(10, 20), (30, 40)]])
    slip = slips.send(instruction="", ink=sheet)
    kept = rows(store, select(Slip).where(Slip.id == slip))[0].ink
    assert Sheet.model_validate(kept) == sheet
    with pytest.raises(ValidationError):
        Sheet(strokes=[[(10, 99_999)]])


def test_a_unit_sends_on_inside_and_the_chain_is_kept(
    slips: Slips, store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    first = slips.send()
    second = slips.forward(slips.first(first), "thuky", slips.to("lanhdao"))
    third = slips.forward(slips.first(second), "lanhdao", slips.to("cuong"))
    chain = rows(store, select(Slip).order_by(Slip.id))
    assert [s.id for s in chain] == [first, second, third]
    assert {s.root_id for s in chain} == {first}
    assert [s.from_part_id for s in chain] == [None, slips.first(first), slips.first(second)]
    assert [slips.parts(s)[0].state for s in (first, second, third)] == [
        "forwarded", "forwarded", "sent",
    ]  # fmt: skip
    with store.reading() as session:
        assert allows(as_actor("vanthu"), SlipPermission.READ, session.get_one(Slip, third))
        assert not allows(as_actor("cuong"), SlipPermission.READ, session.get_one(Slip, second))
        assert allows(as_actor("cuong"), EntryPermission.READ, session.get_one(Entry, slips.entry))


def test_returning_needs_a_reason_ends_reading_and_tells_the_sender(
    slips: Slips, store: Store, office: Office
) -> None:
    slip = slips.send(slips.to("cuong"))
    part = slips.first(slip)
    with pytest.raises(ValidationError):
        ReturnPart(part_id=part, reason=" ")
    slips.books.run("cuong", return_part, ReturnPart(part_id=part, reason="Không thuộc Ban"))
    assert slips.parts(slip)[0].note == "Không thuộc Ban"
    assert told(store, "slip.returned") == {office.people["vanthu"]}
    with pytest.raises(NotFound):
        slips.books.run("cuong", receive_part, OnPart(part_id=part))


def test_the_second_at_the_desk_is_told(slips: Slips) -> None:
    part = slips.first(slips.send())
    seen = slips.parts(rows(slips.books.store, select(SlipPart.slip_id))[0])[0].revision
    slips.books.run("thuky", receive_part, OnPart(part_id=part, revision=seen))
    with pytest.raises(Stale, match=r"routing.somebody_else"):
        slips.books.run("chutri", finish_part, FinishPart(part_id=part, revision=seen))
    with pytest.raises(Conflict, match=r"routing.not_now"):
        slips.books.run("chutri", receive_part, OnPart(part_id=part))


def test_two_at_once_receive_it_once(slips: Slips) -> None:
    slip = slips.send()
    part = slips.first(slip)

    def take(username: str) -> str:
        try:
            slips.books.run(username, receive_part, OnPart(part_id=part))
        except DomainError as error:
            return error.code
        return "received"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, ("thuky", "chutri"))) == ["received", "routing.not_now"]
    steps = rows(slips.books.store, select(SlipStep.act).order_by(SlipStep.id))
    assert steps == ["send", "receive"]


def test_a_slip_is_called_back_before_anybody_acted(
    slips: Slips, store: Store, as_actor: Callable[[str], Actor]
) -> None:
    slip = slips.send(slips.to("cuong"), slips.to("TU", INFORM))
    with pytest.raises(Denied):
        slips.books.run("cuong", recall_slip, OnSlip(slip_id=slip))
    slips.books.run("vanthu", recall_slip, OnSlip(slip_id=slip))
    assert {p.state for p in slips.parts(slip)} == {"recalled"}
    with store.reading() as session:
        entry = session.get_one(Entry, slips.entry)
        assert not allows(as_actor("cuong"), EntryPermission.READ, entry)
    notice = rows(store, select(NoticeRow).where(NoticeRow.kind == "slip.recalled"))[0]
    assert "119-CV/HU" not in str(notice.params)
    again = slips.send(slips.to("cuong"))
    slips.books.run("cuong", receive_part, OnPart(part_id=slips.first(again)))
    with pytest.raises(Conflict, match=r"routing.too_late"):
        slips.books.run("vanthu", recall_slip, OnSlip(slip_id=again))


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
