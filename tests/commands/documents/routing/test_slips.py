"""Documents are sent on, received, forwarded, returned, finished and called back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from documents.register.models import Entry
from documents.register.policies import EntryPermission
from documents.routing.commands.handling import (
    FinishPart,
    OnPart,
    OnSlip,
    ReturnPart,
    finish_part,
    recall_slip,
    receive_part,
    return_part,
)
from documents.routing.commands.receivers import Receiver
from documents.routing.ink import Sheet
from documents.routing.models import Slip, SlipPart, SlipStep
from documents.routing.policies import (
    SlipPermission,
)
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from ecabinet.core.permissions import allows
from ecabinet.core.store import Store
from tests.commands.documents.routing.sending_on import rows, told
from tests.fixtures import Office
from tests.slips import COORDINATE, INFORM, LEAD, Slips


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
