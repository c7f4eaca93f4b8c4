"""What is told of circulation ballots, books, official documents and work calendars."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from documents.issuing.commands.drafts import supersede_document
from documents.issuing.models import OfficialDocument
from documents.register.commands.entries import CancelEntry, cancel_entry
from documents.register.models import Entry
from ecabinet.accounts.models import Person
from meetings.circulation.commands.flow import (
    ExtendCirculation,
    OnCirculation,
    WithdrawCirculation,
    close_circulation,
    extend_circulation,
    publish_circulation,
    withdraw_circulation,
)
from tests import circulations
from tests.bookkeeping import open_books
from tests.circulations import ASKED
from tests.commands.meetings.work_weeks import MONDAY, add, begun, published
from tests.commands.webhooks.conftest import Exchange
from tests.commands.webhooks.test_telling import WORDS, told
from tests.fixtures import Office
from tests.gatherings import Gathering
from tests.papers_issued import held_meeting


def everything(exchange: Exchange) -> str:
    return json.dumps([row.data for row in exchange.rows()], ensure_ascii=False)


def last(exchange: Exchange, kind: str) -> dict[str, Any]:
    return next(data for name, data in reversed(told(exchange)) if name == kind)


def test_a_circulation_ballot_is_told_by_its_figures(exchange: Exchange, office: Office) -> None:
    words = {"title": WORDS, "question": f"{WORDS}?"}
    one = circulations.draft(exchange.store, office, exchange.as_actor, **words)
    unsent = circulations.draft(exchange.store, office, exchange.as_actor, **words)
    exchange.register()
    back = {"reason": f"{WORDS}."}
    gone = WithdrawCirculation(circulation_id=unsent.id, **back)
    unsent.run("thuky", withdraw_circulation, gone)
    one.send()
    later = ExtendCirculation(
        circulation_id=one.id, due_at=one.row().due_at + timedelta(days=1), **back
    )
    one.run("thuky", extend_circulation, later)
    for username in ASKED:
        one.answer(username)
    if one.row().closed_at is None:
        one.run("thuky", close_circulation, OnCirculation(circulation_id=one.id))
    one.run("thuky", publish_circulation, OnCirculation(circulation_id=one.id))
    kinds = [kind for kind, _ in told(exchange)]
    assert kinds == [f"circulation.{act}" for act in ("sent", "extended", "closed", "published")]
    assert last(exchange, "circulation.sent")["asked"] == len(ASKED)
    closed = last(exchange, "circulation.closed")
    assert (closed["answers"], "carried" in closed) == (3, False)
    assert last(exchange, "circulation.published")["carried"] is True
    names = [exchange.as_actor(username).name for username in ASKED]
    assert not [word for word in (WORDS, *names) if word in everything(exchange)]


def test_documents_in_the_books_are_told_by_number_and_symbol_unless_secret(
    exchange: Exchange, office: Office
) -> None:
    books = open_books(exchange.store, office, exchange.as_actor)
    exchange.register()
    came = books.came(abstract=WORDS)
    went = books.went(WORDS)
    assert [kind for kind, _ in told(exchange)] == ["document.entered"] * 2
    incoming, outgoing = (data for _, data in told(exchange))
    assert (incoming["symbol"], incoming["direction"], incoming["unit"]) == (
        "119-CV/HU", "incoming", "VPTU",
    )  # fmt: skip
    assert (outgoing["symbol"], outgoing["book_number"]) == (went.symbol, went.book_number)
    with exchange.store.engine.begin() as connection:
        connection.execute(update(Entry).where(Entry.id == came.id).values(secrecy=1))
        connection.execute(update(Person).values(clearance=1))
    for entry in (came, went):
        cancel = CancelEntry(entry_id=entry.id, reason=f"{WORDS}.")
        books.run("vanthu", cancel_entry, cancel)
    (cancelled,) = (data for kind, data in told(exchange) if kind == "document.cancelled")
    assert (cancelled["symbol"], bool(cancelled["cancelled_at"])) == (went.symbol, True)
    assert WORDS not in everything(exchange)
    assert "Huyện ủy Tam Đảo" not in everything(exchange)


def test_an_official_document_is_told_when_issued_signed_and_superseded(
    exchange: Exchange, gathering: Gathering
) -> None:
    issued = held_meeting(exchange.platform, gathering)
    kinds = ["official.issued", "official.signed", "official.superseded"]
    exchange.register(kinds=kinds)
    first = issued.ready()
    for username in ("thuky", "chutri"):
        issued.sign(username, first)
    again = issued.meeting.run("thuky", supersede_document, issued.on(first)).id
    issued.issue(again)
    assert [kind for kind, _ in told(exchange)] == [*kinds, kinds[0]]
    row, data = issued.row(first), last(exchange, "official.signed")
    assert (data["symbol"], data["kind"], data["state"]) == (row.symbol, "minutes", "signed")
    assert last(exchange, "official.issued")["replaces_id"] == str(first)
    assert row.title not in everything(exchange)
    count = len(told(exchange))
    with exchange.store.engine.begin() as connection:
        connection.execute(update(OfficialDocument).values(secrecy=1))
        connection.execute(update(Person).values(clearance=1))
    for username in ("thuky", "chutri"):
        issued.sign(username, again)
    assert (issued.row(again).state, len(told(exchange))) == ("signed", count)


def test_a_work_calendar_is_told_by_its_editions(exchange: Exchange, gathering: Gathering) -> None:
    exchange.register(kinds=["work_week.published", "work_week.adjusted"])
    week = begun(gathering)
    for _ in range(2):
        add(gathering, week, WORDS)
        published(gathering, week)
    assert [(kind, data["edition"], data["changes"]) for kind, data in told(exchange)] == [
        ("work_week.published", 1, 0), ("work_week.adjusted", 2, 1),
    ]  # fmt: skip
    assert told(exchange)[0][1]["monday"] == MONDAY.isoformat()
    assert WORDS not in everything(exchange)
