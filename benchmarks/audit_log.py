"""The audit log over a million entries on SQLite: pages by every filter, a check, an export.

    .venv/bin/python -m benchmarks.audit_log 1000000

Each figure is the median and the worst of five runs of what the page asks, in one process.
"""

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from ecabinet import database
from ecabinet.accounts.models import Person
from ecabinet.core import audit, permissions
from ecabinet.core.actors import Actor, Deputy, HeldOffice, Role
from ecabinet.core.audit import Deed
from ecabinet.core.audit_check import examine
from ecabinet.core.db import open_engine
from ecabinet.core.signed import Signed
from ecabinet.oversight import audit_files
from ecabinet.oversight.audit_filters import AuditFilters
from ecabinet.oversight.audit_policies import POLICIES
from ecabinet.oversight.queries.audit_log import in_order, page_of

BATCH = 5_000
PEOPLE = [uuid4() for _ in range(2_000)]
ACTIONS = (
    ("paper.opened", "paper", 40), ("paper.marked", "paper_version", 15),
    ("session.begun", "person", 12), ("task.reported", "task", 12), ("ballot.cast", "vote", 8),
    ("task.assigned", "task", 6), ("attendance.arrived", "meeting", 4),
    ("access.refused", "task", 2), ("person.changed", "person", 1),
)  # fmt: skip
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)


def fill(engine: object, many: int) -> None:
    """Write `many` entries as the product does, over three years."""
    dice = random.Random(7)
    weights = [weight for _a, _k, weight in ACTIONS]
    step = timedelta(days=3 * 365) / many
    with Session(engine) as session:  # type: ignore[call-overload]
        for first in range(0, many, BATCH):
            who = dice.choice(PEOPLE)
            deputy = Deputy(dice.choice(PEOPLE), "", uuid4(), (), None, BEGAN.date())
            actor = Actor(who, "", "", deputy=deputy if dice.random() < 0.03 else None)
            picked = dice.choices(ACTIONS, weights, k=BATCH)
            deeds = [
                Deed(a, kind, str(UUID(int=dice.randrange(50_000))), {"address": "10.1.2.3"})
                for a, kind, _w in picked
            ]
            at = BEGAN + step * first
            audit.append(session, [Signed(deed, actor, at) for deed in deeds])
            session.commit()


def spread_people(engine: object) -> None:
    """Give each entry its own person: a batch has one moment and one actor otherwise."""
    with engine.begin() as connection:  # type: ignore[attr-defined]
        raw = connection.connection.dbapi_connection
        raw.create_function("somebody", 1, lambda seq: PEOPLE[(seq * 7919) % 2000].hex)
        connection.exec_driver_sql("UPDATE audit_entry SET actor_id = somebody(seq)")


def timed(session: Session, actor: Actor, filters: AuditFilters, after: int | None) -> list[float]:
    """Return milliseconds of five runs of one page."""
    runs = []
    for _ in range(5):
        session.expire_all()
        began = time.perf_counter()
        page_of(session, actor, filters, after)
        runs.append((time.perf_counter() - began) * 1000)
    return runs


def main(many: int) -> None:
    """Fill, measure, print a table."""
    permissions.register(POLICIES)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/log.sqlite3"
        database.upgrade(url)
        engine = open_engine(url)
        with engine.begin() as connection:
            rows = [
                {"id": key, "username": f"n{n}", "name": f"Văn {n}", "sort_key": f"van {n:04}"}
                for n, key in enumerate(PEOPLE)
            ]
            connection.execute(insert(Person), rows)
        began = time.perf_counter()
        fill(engine, many)
        print(f"wrote {many:,} entries, chained, in {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        found = examine(engine, (), 5)
        print(f"check: {time.perf_counter() - began:.1f} s, {found.fault_count} faults")
        spread_people(engine)
        office = HeldOffice(uuid4(), Role.ADMINISTRATOR, "")
        admin = Actor(PEOPLE[0], "", "", offices=(office,))
        last_year = BEGAN.date() + timedelta(days=730)
        asked = {
            "nothing": AuditFilters(),
            "person": AuditFilters(person_id=PEOPLE[5]),
            "on behalf of": AuditFilters(behalf_id=PEOPLE[5]),
            "action, often": AuditFilters(action="paper.opened"),
            "action, seldom": AuditFilters(action="person.changed"),
            "action, never": AuditFilters(action="unit.merged"),
            "kind": AuditFilters(kind="vote"),
            "one thing": AuditFilters(kind="task", subject_id=str(UUID(int=77))),
            "refusals": AuditFilters(refusals=True),
            "refusals of a person": AuditFilters(refusals=True, person_id=PEOPLE[5]),
            "person and action": AuditFilters(person_id=PEOPLE[5], action="person.changed"),
            "kind and action that never meet": AuditFilters(kind="vote", action="paper.opened"),
            "action in old days": AuditFilters(action="ballot.cast", until=last_year),
            "kind in a month": AuditFilters(kind="task", since=last_year,
                                            until=last_year + timedelta(days=30)),
        }  # fmt: skip
        print(f"{'filter':36}{'median ms':>10}{'worst ms':>10}{'deep page':>11}")
        with Session(engine) as session:
            for name, filters in asked.items():
                runs = timed(session, admin, filters, None)
                deep = statistics.median(timed(session, admin, filters, many // 2))
                print(f"{name:36}{statistics.median(runs):10.1f}{max(runs):10.1f}{deep:11.1f}")
        for kind in ("csv", "xlsx"):
            with Session(engine) as session:
                began, path = time.perf_counter(), Path(folder, f"all.{kind}")
                cells = audit_files.cells(in_order(session, AuditFilters(), many))
                rows_made = audit_files.write(path, kind, SHEET, cells)
            seconds, size = time.perf_counter() - began, path.stat().st_size >> 20
            print(f"export of {rows_made:,} as {kind}: {seconds:.0f} s, {size} MB")
        engine.dispose()


SHEET = audit_files.Sheet("Log", ("",) * 11, (12,) * 11)

if __name__ == "__main__":
    from flask import Flask
    from flask_babel import Babel

    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
