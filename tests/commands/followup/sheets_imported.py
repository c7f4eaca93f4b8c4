"""A tracking sheet that becomes tasks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.models import Person, Unit
from followup.importing.commands import (
    CarryOutImport,
    PlanImport,
    SendSheet,
    carry_out_import,
    plan_import,
    send_sheet,
)
from followup.importing.fields import Field
from followup.importing.looking import Looked, look
from followup.importing.models import TaskImport, TaskImportRow
from followup.importing.running import run_import
from followup.importing.shapes import ImportPlan
from followup.models import Task
from tests.commands.followup.world import World

COLUMNS = (
    Field.CONTENT, Field.LEAD, Field.SUPERVISOR, Field.DUE, Field.STATUS, Field.SYMBOL, Field.DATED,
    Field.RESULT, Field.COORDINATING,
)  # fmt: skip
PLAN = ImportPlan(heading=1, columns={field: at for at, field in enumerate(COLUMNS)})


@dataclass
class Importing:
    """An import by one person, step by step."""

    world: World
    unit: str
    leader: str
    other: str

    def row(self, title: str, **more: str) -> list[str]:
        known = {"content": title, "lead": self.unit, "supervisor": self.leader} | more
        return [known.get(field.value, "") for field in COLUMNS]

    def do(self, command: Any, wish: Any, who: str = "theodoi") -> Any:
        return self.world.store.execute(self.world.actor(who), command, wish)

    def sent(self, *rows: list[str], who: str = "theodoi", plan: ImportPlan | None = PLAN) -> UUID:
        lines = [(1, ["?"] * len(COLUMNS)), *enumerate(rows, start=2)]
        wish = SendSheet(filename="theo-doi.xlsx", sha256="0" * 64, sheets=[("Sheet1", lines)])
        key: UUID = self.do(send_sheet, wish, who).id
        if plan is not None:
            self.do(plan_import, PlanImport(import_id=key, plan=plan), who)
        return key

    def look(self, key: UUID, who: str = "theodoi") -> Looked:
        return look(self.world.store, self.world.actor(who), key)

    def order(self, key: UUID, who: str = "theodoi") -> None:
        seen = self.look(key, who)
        wish = CarryOutImport(
            import_id=key, good=len(seen.good), bad=len(seen.wrong), skip_bad=True
        )
        self.do(carry_out_import, wish, who)

    def run(self, *rows: list[str], who: str = "theodoi") -> UUID:
        key = self.sent(*rows, who=who)
        self.order(key, who)
        run_import(self.world.store, str(key))
        return key

    def now(self, key: UUID) -> TaskImport:
        with self.world.store.reading() as session:
            row = session.get_one(TaskImport, key)
            assert row.left_out is not None
            return row

    def tasks(self, key: UUID) -> list[Task]:
        with self.world.store.reading() as session:
            query = (
                select(Task).join(TaskImportRow, TaskImportRow.task_id == Task.id)
                .where(TaskImportRow.import_id == key).order_by(TaskImportRow.line)
            )  # fmt: skip
            return list(session.scalars(query))

    def all(self, query: Any) -> list[Any]:
        with self.world.store.reading() as session:
            return list(session.scalars(query))


@pytest.fixture
def importing(world: World) -> Importing:
    with world.store.reading() as session:
        unit = session.get_one(Unit, world.office.units["VPTU"]).name
        other = session.get_one(Unit, world.office.units["BTCTU"]).name
        leader = session.get_one(Person, world.office.people["lanhdao"]).name
    return Importing(world, unit, leader, other)
