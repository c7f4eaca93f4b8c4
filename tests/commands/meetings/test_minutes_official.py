"""The official minutes: after the chair, without what is secret."""

import pytest
from sqlalchemy import update

from documents.issuing.sources import OfficialKind, source_of
from documents.official.minutes import build_minutes
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import NotFound
from meetings.minutes.commands.amending import (
    AcceptAmendment,
    accept_amendment,
)
from meetings.minutes.commands.writing import WriteBlock, write_block
from meetings.minutes.text import typed
from meetings.models import AgendaItem
from tests.commands.meetings.writing import Writing
from tests.gatherings import Gathering


def test_the_official_minutes_wait_for_the_chair(gathering: Gathering) -> None:
    """They can be looked at before, and hold facts and texts; issued once they are approved."""
    source, now = source_of(OfficialKind.MINUTES), utc_now()
    thuky, member = gathering.as_actor("thuky"), gathering.as_actor("daibieu01")
    writing = Writing(gathering.closed())
    writing.write("Nhất trí với dự thảo")
    with gathering.store.reading() as session:
        told = source.tell(session, thuky, gathering.id, now)
        unseen = source.tell(session, member, gathering.id, now)
    assert told.hold == "minutes.not_approved"
    assert unseen.facts.items[0].discussion == ()
    kept = source.thawed(source.frozen(told.facts))
    assert [run.text for line in kept.items[0].discussion for run in line.runs] == [
        "Nhất trí với dự thảo"
    ]
    assert build_minutes(kept).startswith(b"%PDF")
    writing.approve()
    with gathering.store.reading() as session:
        told = source.tell(session, member, gathering.id, now)
    assert (told.hold, bool(told.facts.items[0].discussion)) == ("", True)


def test_texts_of_secret_items_are_hidden(gathering: Gathering) -> None:
    """Nobody here is cleared for the third item: neither its text nor its amendments are there."""
    writing = Writing(gathering.closed())
    block = writing.block(2)
    writing.circulate()
    wanted = writing.propose("daibieu01", "Kín", 2)
    with gathering.store.engine.begin() as connection:
        secret = update(AgendaItem).where(AgendaItem.id == gathering.items[2])
        connection.execute(secret.values(secrecy=3))
    texts = [part.text.item_id for part in writing.seen_by("thuky").parts if part.text]
    assert gathering.items[2] not in texts
    assert writing.amendments("daibieu01").amendments == []
    command = WriteBlock(block_id=block.id, base=1, body=typed("Lộ"))
    with pytest.raises(NotFound):
        gathering.run("thuky", write_block, command)
    with pytest.raises(NotFound):
        gathering.run("thuky", accept_amendment, AcceptAmendment(amendment_id=wanted))
