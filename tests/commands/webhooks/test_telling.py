"""What is told of meetings and directives: never a word, never a ballot, nothing secret."""

import json
from datetime import date
from typing import Any

from sqlalchemy import update

from documents.register.models import Entry
from ecabinet.accounts.models import Person
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.ids import new_id
from followup.commands.directives import (
    RegisterDirective,
    TakeDirective,
    register_directive,
)
from followup.models import DirectiveOrigin
from meetings.ballot_forms import Kind
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.publish import PublishVote, publish_vote
from meetings.commands.session import SessionStep, close_session, pause_session, resume_session
from meetings.commands.vote import CloseVote, close_vote
from meetings.models import AgendaItem
from tests.bookkeeping import open_books
from tests.commands.followup.world import World, tomorrow
from tests.commands.webhooks.conftest import Exchange
from tests.gatherings import VOTERS, Gathering

WORDS = "Lời không ai ngoài được biết"


def told(exchange: Exchange) -> list[tuple[str, dict[str, Any]]]:
    return [(row.kind, row.data) for row in exchange.rows()]


def whole_session(gathering: Gathering) -> None:
    """Called, opened, an open and a secret vote, a conclusion, closed."""
    gathering.running()
    for kind in (Kind.OPEN, Kind.SECRET):
        vote_id = gathering.open_vote(f"{WORDS}?", kind=kind)
        if kind is Kind.OPEN:
            gathering.cast("chutri", vote_id)
        gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    text = ConclusionText(
        text=f"{WORDS}.",
        lead_unit_id=gathering.office.units["VPTU"],
        supervisor_id=gathering.office.people["lanhdao"],
        due_on=tomorrow(20),
    )
    record = RecordConclusion(item_id=gathering.items[1], content=text)
    gathering.run("thuky", record_conclusion, record)
    gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id))
    for step in (pause_session, resume_session, close_session):
        gathering.run("thuky", step, SessionStep(meeting_id=gathering.id))


def test_a_session_is_told_by_its_states_and_numbers(
    exchange: Exchange, gathering: Gathering
) -> None:
    exchange.register()
    whole_session(gathering)
    rows = told(exchange)
    assert [kind for kind, _ in rows] == [
        "meeting.called",
        "meeting.opened",
        "vote.closed",
        "vote.closed",
        "task.issued",
        "conclusions.issued",
        "meeting.closed",
    ]
    public, secret = rows[2][1], rows[3][1]
    assert (public["secret"], public["ballots"]) == (False, 1)
    assert secret["secret"]
    assert not {"ballots", "carried"} & set(secret)
    assert rows[5][1]["conclusions"][0]["number"] == "2.1"
    assert rows[6][1]["closed_at"]
    everything = json.dumps([row.data for row in exchange.rows()], ensure_ascii=False)
    names = [gathering.as_actor(one).name for one in VOTERS]
    for word in (WORDS, "chuyển đổi số", *names):
        assert word not in everything


def test_nothing_is_told_of_votes_and_conclusions_on_a_secret_item(
    exchange: Exchange, gathering: Gathering
) -> None:
    exchange.register(kinds=["vote.closed", "vote.published", "conclusions.issued"])
    gathering.running()
    with exchange.store.engine.begin() as connection:
        this = AgendaItem.id == gathering.items[1]
        connection.execute(update(AgendaItem).where(this).values(secrecy=1))
        connection.execute(update(Person).values(clearance=1))
    vote_id = gathering.open_vote("Mật?", kind=Kind.OPEN)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    gathering.run("thuky", publish_vote, PublishVote(vote_id=vote_id))
    assert told(exchange) == []


def test_a_directive_is_told_by_its_symbol_unless_its_document_is_secret(
    exchange: Exchange, world: World
) -> None:
    exchange.register(kinds=["directive.registered"])
    head = {"title": WORDS, "issued_on": date(2022, 5, 16), "issuing_body": "Ban Thường vụ"}
    plain = RegisterDirective(symbol="23-CT/TU", **head)
    exchange.run(register_directive, plain, "thuky")
    books = open_books(exchange.store, world.office, exchange.as_actor)
    entry = books.came(abstract=WORDS)
    with exchange.store.engine.begin() as connection:
        connection.execute(update(Entry).where(Entry.id == entry.id).values(secrecy=1))
    for symbol, origin in (("24-CT/TU", entry.id), ("25-CT/TU", new_id())):
        taken = TakeDirective(
            symbol=symbol, origin_kind=DirectiveOrigin.REGISTER, origin_id=origin, **head
        )
        exchange.run(register_directive, taken, "thuky")
    ((_, data),) = told(exchange)
    assert data["symbol"] == "23-CT/TU"
    assert data["issued_on"] == "2022-05-16" < office_day(utc_now()).isoformat()
    assert WORDS not in json.dumps(data, ensure_ascii=False)
