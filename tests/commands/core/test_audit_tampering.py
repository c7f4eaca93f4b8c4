"""A thousand seeded tamperings of the audit log: each one is found, and nothing else is."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.orm import Session

from ecabinet.core import audit
from ecabinet.core.actors import SYSTEM, Actor, Deputy
from ecabinet.core.audit import AuditEntry, AuditHead, Deed, digest
from ecabinet.core.audit_check import KnownHead, faults, head_of
from ecabinet.core.signed import Signed
from ecabinet.core.store import Store

ENTRIES = 120
SQLITE_TRIES, POSTGRES_TRIES = 1000, 150
BEGAN = datetime(2026, 11, 2, 8, tzinfo=UTC)
PEOPLE = [uuid4() for _ in range(5)]
TABLE: Any = AuditEntry.__table__
HEAD: Any = AuditHead.__table__

Attack = Callable[[Connection, random.Random], bool]


def write_log(engine: Engine) -> list[KnownHead]:
    """Write ENTRIES in many transactions; return the head after each third of them."""
    heads = []
    with Session(engine) as session:
        for number in range(ENTRIES):
            who = PEOPLE[number % 5]
            deputy = Deputy(PEOPLE[0], "An", uuid4(), (), None, BEGAN.date())
            actor = Actor(who, "", "", deputy=deputy if number % 7 == 0 else None)
            deed = Deed("task.reported", "task", str(UUID(int=number)), {"percent": number % 100})
            moment = BEGAN + timedelta(seconds=number)
            audit.append(session, [Signed(deed, SYSTEM if number % 11 == 0 else actor, moment)])
            session.commit()
            if number % (ENTRIES // 3) == ENTRIES // 3 - 1:
                heads.append(head_of(session))
    return heads


def edit(connection: Connection, dice: random.Random) -> bool:
    seq, change = dice.randint(1, ENTRIES), dice.choice(EDITS)
    connection.execute(update(TABLE).where(TABLE.c.seq == seq).values(**change(dice)))
    return True


EDITS: list[Callable[[random.Random], dict[str, Any]]] = [
    lambda dice: {"action": f"task.{dice.random()}"},
    lambda dice: {"at": BEGAN + timedelta(days=dice.randint(1, 99))},
    lambda dice: {"actor_id": uuid4()},
    lambda dice: {"behalf_of_id": uuid4()},
    lambda dice: {"subject_kind": "meeting"},
    lambda dice: {"subject_id": str(uuid4())},
    lambda dice: {"detail": {"percent": 100 + dice.randint(1, 99)}},
    lambda dice: {"detail": {}},
    lambda dice: {"hash": f"{dice.getrandbits(256):064x}"},
    lambda dice: {"previous": f"{dice.getrandbits(256):064x}"},
]


def edit_and_seal(connection: Connection, dice: random.Random) -> bool:
    """The entry's own hash is made anew; the next one does not follow it, or the head differs."""
    seq = dice.randint(1, ENTRIES)
    where = TABLE.c.seq == seq
    connection.execute(update(TABLE).where(where).values(action="task.forged"))
    row = connection.execute(select(TABLE).where(where)).one()
    connection.execute(update(TABLE).where(where).values(hash=digest(row)))
    return True


def remove(connection: Connection, dice: random.Random) -> bool:
    first = dice.randint(1, ENTRIES)
    last = min(ENTRIES, first + dice.randint(0, 5))
    connection.execute(delete(TABLE).where(TABLE.c.seq.between(first, last)))
    return True


def remove_and_close_up(connection: Connection, dice: random.Random) -> bool:
    """One is taken out and those after it are renumbered, so that no number is missing."""
    seq = dice.randint(1, ENTRIES)
    connection.execute(delete(TABLE).where(TABLE.c.seq == seq))
    for number in range(seq + 1, ENTRIES + 1):
        connection.execute(update(TABLE).where(TABLE.c.seq == number).values(seq=number - 1))
    connection.execute(update(HEAD).values(seq=ENTRIES - 1))
    return True


def swap(connection: Connection, dice: random.Random) -> bool:
    one, other = dice.sample(range(1, ENTRIES + 1), 2)
    for seq, to in ((one, 10_000), (other, one), (10_000, other)):
        connection.execute(update(TABLE).where(TABLE.c.seq == seq).values(seq=to))
    return True


def add(connection: Connection, dice: random.Random) -> bool:
    """A forged entry at the end, rightly chained; only the head does not know it."""
    last = connection.execute(select(TABLE).where(TABLE.c.seq == ENTRIES)).one()
    forged = {**last._mapping, "seq": ENTRIES + 1, "previous": last.hash, "action": "task.forged"}
    forged["hash"] = digest(AuditEntry(**forged))
    connection.execute(insert(TABLE).values(**forged))
    return True


def cut(connection: Connection, dice: random.Random) -> bool:
    connection.execute(delete(TABLE).where(TABLE.c.seq > dice.randint(0, ENTRIES - 1)))
    return True


def rewind_head(connection: Connection, dice: random.Random) -> bool:
    seq = dice.randint(1, ENTRIES - 1)
    row = connection.execute(select(TABLE).where(TABLE.c.seq == seq)).one()
    connection.execute(update(HEAD).values(seq=seq, hash=row.hash))
    return True


def cut_and_rewind(connection: Connection, dice: random.Random) -> bool:
    """The end is cut and the head rewound: a shorter log that is whole in itself."""
    last = dice.randint(1, ENTRIES - 1)
    connection.execute(delete(TABLE).where(TABLE.c.seq > last))
    return rewind_to(connection, last)


def rewind_to(connection: Connection, last: int) -> bool:
    row = connection.execute(select(TABLE).where(TABLE.c.seq == last)).one()
    connection.execute(update(HEAD).values(seq=last, hash=row.hash))
    return False


def rebuild(connection: Connection, dice: random.Random) -> bool:
    """One entry is forged and everything after it chained anew, with its head."""
    seq = dice.randint(1, ENTRIES)
    connection.execute(update(TABLE).where(TABLE.c.seq == seq).values(action="task.forged"))
    previous = connection.scalar(select(TABLE.c.previous).where(TABLE.c.seq == seq))
    rows = connection.execute(select(TABLE).where(TABLE.c.seq >= seq).order_by(TABLE.c.seq)).all()
    for row in rows:
        entry = AuditEntry(**{**row._mapping, "previous": previous})
        values = {"previous": previous, "hash": digest(entry)}
        connection.execute(update(TABLE).where(TABLE.c.seq == row.seq).values(**values))
        previous = values["hash"]
    connection.execute(update(HEAD).values(hash=previous))
    return False


# Each answers whether the chain alone must tell; the others need the heads kept elsewhere.
ATTACKS: list[Attack] = [
    edit, edit_and_seal, remove, remove_and_close_up, swap, add, cut, rewind_head,
    cut_and_rewind, rebuild,
]  # fmt: skip


@pytest.fixture
def heads(store: Store) -> list[KnownHead]:
    with store.engine.begin() as connection:
        connection.execute(delete(TABLE))
        connection.execute(update(HEAD).values(seq=0, hash=audit.GENESIS))
    return write_log(store.engine)


def test_every_tampering_is_found_and_nothing_else(store: Store, heads: list[KnownHead]) -> None:
    tries = SQLITE_TRIES if store.engine.dialect.name == "sqlite" else POSTGRES_TRIES
    dice, missed, told = random.Random(20261128), [], dict.fromkeys(ATTACKS, 0)
    for number in range(tries):
        attack = ATTACKS[number % len(ATTACKS)]
        with store.engine.connect() as connection, connection.begin() as transaction:
            alone = attack(connection, dice)
            session = Session(bind=connection)
            known = () if alone else heads
            found = next(iter(faults(session, known)), None)
            told[attack] += found is not None
            if found is None:
                missed.append((number, attack.__name__))
            session.expunge_all()
            transaction.rollback()
        if number % 50 == 0:
            with store.reading() as session:
                assert list(faults(session, heads)) == [], "a false alarm"
    assert missed == []
    assert sum(told.values()) == tries


def test_a_cut_that_no_head_tells_of_is_not_found(store: Store, heads: list[KnownHead]) -> None:
    """What is promised, and no more: the end after the newest head written down may be lost."""
    with store.engine.connect() as connection, connection.begin() as transaction:
        last = ENTRIES - 1
        connection.execute(delete(TABLE).where(TABLE.c.seq > last))
        rewind_to(connection, last)
        session = Session(bind=connection)
        assert list(faults(session, heads[:-1])) == []
        assert list(faults(session, heads)) == [
            f"entry {ENTRIES} was written down and is gone; the log ends at {last}"
        ]
        transaction.rollback()


def test_the_log_was_long_enough(store: Store, heads: list[KnownHead]) -> None:
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == ENTRIES
    assert [head.seq for head in heads] == [40, 80, 120]
