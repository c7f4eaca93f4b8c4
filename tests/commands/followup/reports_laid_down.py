"""Reports that are laid down and frozen."""

from typing import Any
from uuid import UUID

from followup.reporting.commands import (
    CreateReport,
    create_report,
)
from followup.reporting.freezing import FreezeReport, ReportRunRef, freeze_report
from followup.reporting.making import make_run
from tests.commands.followup.world import World


def lay_down(world: World, who: str = "theodoi", **changes: Any) -> UUID:
    """Let the tracking officer of VPTU lay a report down."""
    fields = {"unit_id": world.office.units["VPTU"], "name": "Kết quả thực hiện", **changes}
    return world.store.execute(
        world.actor(who), create_report, CreateReport.model_validate(fields)
    ).id


def freeze(world: World, report_id: UUID, who: str = "theodoi", **fields: Any) -> ReportRunRef:
    """Ask for a run and let the worker make it."""
    wish = FreezeReport(report_id=report_id, **fields)
    asked = world.store.execute(world.actor(who), freeze_report, wish)
    make_run(world.store, str(asked.id))
    return asked
