"""A thousand people told at once: their streams go on in three statements, none is forgotten."""

from sqlalchemy import func, select

from ecabinet.core import outbox
from ecabinet.core.actors import SYSTEM
from tests.commands.core.test_unit_of_work import Add, add
from tests.counting import counted

PEOPLE = tuple(f"person:{number}" for number in range(1_203))


def test_each_stream_goes_on_by_its_own_events(store):
    store.execute(SYSTEM, add, Add(code="before", streams=("person:7", "person:7", "meeting")))
    with counted(store.engine) as statements:
        store.execute(SYSTEM, add, Add(code="all", streams=(*PEOPLE, "person:7", "meeting")))
    assert len([one for one in statements if "INTO stream" in one.text]) == 3
    with store.reading() as session:
        newest = outbox.last_seqs(session, [*PEOPLE, "meeting"])
        assert newest == dict.fromkeys(PEOPLE, 1) | {"person:7": 4, "meeting": 2}
        told = outbox.changes(session, "person:7", 2)
        assert [(one.seq, one.payload["number"]) for one in told] == [(3, 7), (4, 1_203)]
        query = select(func.count()).select_from(outbox.OutboxEntry)
        assert session.scalar(query) == 3 + 1_205
