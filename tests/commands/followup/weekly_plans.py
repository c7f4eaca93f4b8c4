"""Weeks of a unit and its people."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import UnitName
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.notices import NoticeRow
from followup.models import Task
from followup.states import TaskState
from followup.weekly.opening import OpenSheet, WeeklySheetRef, open_sheet
from followup.weekly.queries import sheet_view
from followup.weekly.sending import (
    submit_sheet,
)
from followup.weekly.views import SheetView
from followup.weekly.writing import SaveSheet, save_sheet
from tests.commands.followup.world import World

MONDAY = date(2031, 5, 5)
FRIDAY = MONDAY + timedelta(days=4)
WEEK = timedelta(days=7)


@pytest.fixture
def weeks(world: World) -> Iterator["Weeks"]:
    """The Office below the province's committee, on a Friday; its people write."""
    with world.store.engine.begin() as connection:
        above = world.office.units["TU"]
        here = world.office.units["VPTU"]
        connection.execute(update(Unit).where(Unit.id == here).values(parent_id=above))
        named = update(UnitName).where(UnitName.unit_id == here)
        connection.execute(named.values(parent_id=above))
    world.in_state(TaskState.IN_PROGRESS, title="Nâng cấp đường truyền")
    world.issue("Việc nơi khác", lead_unit_id=world.office.units["HUTD"])
    clock = world.store.clock
    world.store.clock = lambda: datetime.combine(FRIDAY, time(9), OFFICE_ZONE)
    yield Weeks(world)
    world.store.clock = clock


class Weeks:
    """Who opens, writes, sends whose sheet."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.unit, self.above = world.office.units["VPTU"], world.office.units["TU"]

    def run(self, who: str, command: Callable[..., Any], wish: Any) -> Any:
        """Run a command as somebody."""
        return self.world.store.execute(self.world.actor(who), command, wish)

    def open(
        self, who: str = "canbo", stage: str = "plan", day: date = MONDAY, unit: UUID | None = None,
        **of: bool,
    ) -> WeeklySheetRef:  # fmt: skip
        """Begin a sheet of the Office's, or of another unit's."""
        wish = OpenSheet(unit_id=unit or self.unit, stage=stage, day=day, **of)  # type: ignore[arg-type]
        ref: WeeklySheetRef = self.run(who, open_sheet, wish)
        return ref

    def save(
        self, who: str, sheet: WeeklySheetRef, *lines: Any, send: bool = False, **more: Any
    ) -> WeeklySheetRef:
        """Write a sheet, lines as words or as mappings; perhaps send it."""
        said = [{"text": line} if isinstance(line, str) else line for line in lines]
        wish = {"revision": sheet.revision, **more, "sheet_id": sheet.id, "lines": said}
        command = submit_sheet if send else save_sheet
        ref: WeeklySheetRef = self.run(who, command, SaveSheet.model_validate(wish))
        return ref

    def sent(self, who: str, *lines: Any, **where: Any) -> WeeklySheetRef:
        """A sheet that was written and sent."""
        return self.save(who, self.open(who, **where), *lines, send=True)

    def view(self, who: str, sheet_id: UUID) -> SheetView:
        """The sheet as somebody sees it."""
        with self.world.store.reading() as session:
            return sheet_view(session, self.world.actor(who), sheet_id, FRIDAY)

    def task(self, title: str) -> UUID:
        """The task with this title."""
        with self.world.store.reading() as session:
            return session.scalars(select(Task.id).where(Task.title == title)).one()

    def told(self, kind: str) -> list[UUID]:
        """Who was told."""
        with self.world.store.reading() as session:
            rows = session.scalars(select(NoticeRow).where(NoticeRow.kind == kind))
            return [row.person_id for row in rows]
