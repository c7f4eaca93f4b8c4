"""Any edit, deletion, reorder or truncation of the audit log is found."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit import AuditEntry, digest
from ecabinet.core.audit_check import check
from ecabinet.core.clock import office_time, utc_now


@pytest.fixture
def chained(store):
    for number in range(5):
        store.execute(SYSTEM, create_unit, CreateUnit(name=f"Đơn vị {number}", code=f"DV{number}"))
    return store


def found(store):
    return list(check(store.engine))


def test_an_untouched_log_is_whole(chained):
    assert found(chained) == []


def test_the_zone_of_the_writers_clock_does_not_matter(store):
    store.clock = lambda: office_time(utc_now())
    store.execute(SYSTEM, create_unit, CreateUnit(name="Văn phòng", code="VP"))
    assert found(store) == []


@pytest.mark.parametrize(
    ("attack", "sign"),
    [
        ("UPDATE audit_entry SET action = 'x' WHERE seq = 3", "entry 3 was changed"),
        ("UPDATE audit_entry SET at = '2020-01-01' WHERE seq = 2", "entry 2 was changed"),
        ("DELETE FROM audit_entry WHERE seq = 2", "entry 2 is missing"),
        (
            "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)",
            "does not match its head",
        ),
        ("UPDATE audit_entry SET seq = 99 WHERE seq = 4", "missing"),
    ],
)
def test_an_attack_is_named(chained, attack, sign):
    with chained.engine.begin() as connection:
        connection.execute(text(attack))
    assert any(sign in line for line in found(chained)), found(chained)


def test_a_recomputed_hash_still_breaks_the_chain(chained):
    with Session(chained.engine) as session:
        entry = session.get(AuditEntry, 3)
        entry.action = "forged"
        entry.hash = digest(entry)
        session.commit()
    assert found(chained) == ["entry 4 does not follow the one before it"]
