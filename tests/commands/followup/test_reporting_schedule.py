"""Reports by themselves: who lays down what, once for each period."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select, update

from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from followup.reporting import access
from followup.reporting.commands import (
    ChangeReport,
    CreateReport,
    OnReport,
    change_report,
    create_report,
    retire_report,
)
from followup.reporting.enums import ReportColumn, RunState
from followup.reporting.freezing import FreezeReport, freeze_report
from followup.reporting.making import make_run, sweep
from followup.reporting.models import TaskReport, TaskReportRun
from followup.reporting.policies import ReportPermission
from followup.reporting.queries import list_reports
from tests.commands.followup.reports_laid_down import freeze, lay_down
from tests.commands.followup.world import World, tomorrow
from tests.days import today


def test_who_lays_down_what(world: World) -> None:
    report_id = lay_down(world)
    may = {"theodoi", "vanthu", "truongphong"}
    for name in ("theodoi", "vanthu", "truongphong", "canbo", "lanhdao", "thuky", "cuong"):
        actor = world.actor(name)
        with world.store.reading() as session:
            assert [r.id for r in list_reports(session, actor)] == [report_id] * (name in may)
            if name in may:
                access.report(session, actor, report_id, ReportPermission.READ)
            else:
                with pytest.raises(NotFound):
                    access.report(session, actor, report_id, ReportPermission.READ)
    refused: Any = (
        ("vanthu", create_report, CreateReport(unit_id=world.office.units["VPTU"], name="B")),
        ("theodoi", create_report, CreateReport(unit_id=world.office.units["TU"], name="B")),
        ("truongphong", change_report, ChangeReport(report_id=report_id, name="B")),
        ("vanthu", retire_report, OnReport(report_id=report_id)),
        ("vanthu", freeze_report, FreezeReport(report_id=report_id)),
    )
    for who, command, wish in refused:
        with pytest.raises(Denied):
            world.store.execute(world.actor(who), command, wish)


def test_what_cannot_be_laid_down_or_frozen(world: World) -> None:
    nobody = world.office.people["canbo"]
    cases: list[tuple[dict[str, Any], str]] = [
        ({"spec": {"columns": []}}, "task_report.no_columns"),
        ({"spec": {"columns": list(ReportColumn)[:6], "across": False}}, "task_report.too_wide"),
        ({"spec": {"wanted": {"unit_id": nobody}}}, "task_report.scope_unknown"),
        ({"spec": {"wanted": {"label": "aside"}}}, "task_report.scope_unknown"),
        ({"signer_id": nobody}, "task_report.no_signer"),
        ({"spec": {"period": "year"}, "scheduled": True}, "task_report.not_scheduled"),
    ]
    for fields, code in cases:
        with pytest.raises(Invalid) as refused:
            lay_down(world, **fields)
        assert refused.value.code == code
    report_id = lay_down(world, spec={"period": "span"})
    for days, code in (
        ({"first": tomorrow()}, "task_report.not_begun"),
        ({"first": today(), "last": tomorrow(-3)}, "task_report.no_span"),
    ):
        with pytest.raises(Invalid) as refused:
            freeze(world, report_id, **days)
        assert refused.value.code == code
    officer = world.actor("theodoi")
    with pytest.raises(Stale):
        world.store.execute(officer, change_report,
                            ChangeReport(report_id=report_id, name="B", revision=9))  # fmt: skip
    world.store.execute(officer, retire_report, OnReport(report_id=report_id))
    with pytest.raises(Conflict, match="task_report.retired"):
        freeze(world, report_id)


@pytest.fixture
def morning(world: World) -> Iterator[Any]:
    """Set the clock to a morning."""
    clock = world.store.clock

    def at(day: date, hour: int = 7) -> None:
        world.store.clock = lambda: datetime.combine(day, time(hour), OFFICE_ZONE)

    yield at
    world.store.clock = clock


def test_a_scheduled_report_makes_itself_once_for_each_period(world: World, morning: Any) -> None:
    morning(date(2031, 5, 7))
    report_id = lay_down(world, spec={"period": "week"}, scheduled=True)

    def runs() -> list[TaskReportRun]:
        sweep(world.store)
        sweep(world.store)
        with world.store.reading() as session:
            return list(session.scalars(select(TaskReportRun).order_by(TaskReportRun.number)))

    assert runs() == []
    morning(date(2031, 5, 12), hour=2)
    assert runs() == []
    for day, count in ((date(2031, 5, 12), 1), (date(2031, 5, 18), 1), (date(2031, 5, 20), 2)):
        morning(day)
        assert len(runs()) == count
    first = runs()[0]
    assert (first.first_on, first.last_on, first.as_of) == (
        date(2031, 5, 5), date(2031, 5, 11), date(2031, 5, 11),
    )  # fmt: skip
    make_run(world.store, str(first.id))
    make_run(world.store, str(first.id))
    with world.store.reading() as session:
        assert session.get_one(TaskReportRun, first.id).state is RunState.FROZEN
        told = session.scalars(select(NoticeRow).where(NoticeRow.kind == "task_report.made")).all()
        assert [row.person_id for row in told] == [world.office.people["theodoi"]]
        assert told[0].url == f"/reports/{report_id}/runs/{first.id}"


def test_when_the_keeper_has_gone_another_officer_sees_to_it(world: World, morning: Any) -> None:
    morning(date(2031, 5, 7))
    report_id = lay_down(world, spec={"period": "week"}, scheduled=True)
    with world.store.engine.begin() as connection:
        other = world.office.people["canbo"]
        connection.execute(update(TaskReport).values(keeper_id=other))
    morning(date(2031, 5, 13))
    sweep(world.store)
    with world.store.reading() as session:
        run = session.scalars(select(TaskReportRun)).one()
        assert (run.report_id, run.made_by_id) == (report_id, world.office.people["theodoi"])
