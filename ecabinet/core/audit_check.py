"""Is the audit log whole? Reads the chain from its beginning, in constant memory, by its key.

The chain alone proves that nothing inside was changed. That nothing was cut off its end is proved
by heads written down elsewhere (`audit_heads`): whoever can write the database can rewind its head.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Engine, Table, select
from sqlalchemy.orm import Session

from ecabinet.core.audit import GENESIS, AuditEntry, AuditHead, digest

AT_ONCE = 2000

_TABLE = cast(Table, AuditEntry.__table__)
_WALK = select(_TABLE).order_by(_TABLE.c.seq).execution_options(yield_per=AT_ONCE)


@dataclass(frozen=True)
class KnownHead:
    """The end of the chain as it stood at some time: `hash` is that of entry `seq`."""

    seq: int
    hash: str


def head_of(session: Session) -> KnownHead:
    """Return the end of the chain as the database tells it."""
    head = session.get(AuditHead, 1)
    return KnownHead(head.seq, head.hash) if head else KnownHead(0, GENESIS)


def faults(session: Session, known: Iterable[KnownHead] = ()) -> Iterator[str]:
    """Yield one line for each break found: an edit, a gap, a reorder, a cut end.

    `known` are heads written down earlier: the log must still hold each of them. The session must
    see one state of the database throughout (see `check`).
    """
    head = head_of(session)
    awaited = {place.seq: place.hash for place in known}
    previous, number = GENESIS, 0
    for entry in session.execute(_WALK):
        number += 1
        if entry.seq != number:
            yield f"entry {number} is missing (found {entry.seq})"
            number = entry.seq
        if entry.previous != previous:
            yield f"entry {entry.seq} does not follow the one before it"
        if entry.hash != digest(entry):
            yield f"entry {entry.seq} was changed"
        if awaited.pop(number, entry.hash) != entry.hash:
            yield f"entry {number} is not the one that was written down"
        previous = entry.hash
    for seq in sorted(awaited):
        yield f"entry {seq} was written down and is gone; the log ends at {number}"
    if (head.seq, head.hash) != (number, previous):
        yield "the end of the log does not match its head"


def check(engine: Engine, known: Iterable[KnownHead] = ()) -> Iterator[str]:
    """Yield the `faults` of one state of the log, while others go on writing to it."""
    with _one_state(engine) as session:
        yield from faults(session, known)


@dataclass(frozen=True)
class Examined:
    """What a look at the whole log found: its end, how many faults, and the first of them."""

    head: KnownHead
    fault_count: int
    faults: tuple[str, ...]


def examine(engine: Engine, known: Iterable[KnownHead], most: int) -> Examined:
    """Check one state of the log and keep at most `most` faults."""
    kept: list[str] = []
    count = 0
    with _one_state(engine) as session:
        head = head_of(session)
        for count, line in enumerate(faults(session, known), start=1):
            if count <= most:
                kept.append(line)
    return Examined(head, count, tuple(kept))


def _one_state(engine: Engine) -> Session:
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return Session(engine)
