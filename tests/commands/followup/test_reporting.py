"""Reports on tasks: figures equal rows, what is frozen stays, schedules make each period once."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.rules import register_rules as register_issuing
from documents.issuing.sources import OfficialKind, source_of
from documents.register.rules import register_rules as register_register
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied
from followup.labels import TaskLabel
from followup.models import Task
from followup.queries.filters import LabelGroup, labelled
from followup.reporting.counting import figures, grouped, names_of, window
from followup.reporting.enums import ReportGroup, ReportPeriod
from followup.reporting.freezing import FreezeReport, freeze_report
from followup.reporting.making import make_run
from followup.reporting.models import TaskReportPart, TaskReportRun
from followup.reporting.official import DraftReport, draft_report
from followup.reporting.queries import frozen_run, live
from followup.reporting.rows import rows_of
from followup.reporting.scope import scope_words
from followup.reporting.shapes import ReportScope, ReportSpec, figures_of
from followup.reporting.spans import period_of
from followup.reporting.standing import stood, stood_column
from followup.states import TaskState
from tests.commands.followup.reports_laid_down import freeze, lay_down
from tests.commands.followup.world import World
from tests.days import today

S = TaskState


def populate(world: World) -> None:
    """Tasks of all kinds; dates are moved by hand, as no command goes back in time."""
    made = [
        world.in_state(state, title=f"Việc {number}")
        for number, state in enumerate(
            [S.ASSIGNED, S.IN_PROGRESS, S.IN_PROGRESS, S.ACCEPTED, S.ACCEPTED, S.SUSPENDED,
             S.REPORTED_DONE, S.ACCEPTED]
        )
    ]  # fmt: skip
    world.issue(
        "Của Ban Tổ chức", lead_unit_id=world.office.units["BTCTU"], coordinating_unit_ids=[],
        due_on=None, deadline_kind="standing",
    )  # fmt: skip
    ago = utc_now() - timedelta(days=60)
    day = today()
    moved: list[dict[str, Any]] = [
        {},
        {"due_on": day - timedelta(days=5)},
        {"due_on": day + timedelta(days=2)},
        {"done_on": day - timedelta(days=40), "due_on": day - timedelta(days=45)},
        {"done_on": day, "due_on": day + timedelta(days=3)},
        {},
        {"done_on": day - timedelta(days=1), "due_on": day - timedelta(days=3)},
        {"done_on": day - timedelta(days=10), "due_on": day - timedelta(days=3)},
    ]
    with world.store.engine.begin() as connection:
        for task_id, values in zip(made, moved, strict=True):
            set_to = {"issued_at": ago, **values}
            connection.execute(update(Task).where(Task.id == task_id).values(**set_to))


def test_figures_and_groups_always_equal_the_rows(world: World) -> None:
    populate(world)
    scopes = [
        ReportScope(), ReportScope(unit_id=world.office.units["VPTU"]),
        ReportScope(unit_id=world.stands_below("VPTU", "TU"), below=True),
        ReportScope(label=TaskLabel.OVERDUE), ReportScope(label=LabelGroup.DONE),
        ReportScope(supervisor_id=world.office.people["thuky"]),
    ]  # fmt: skip
    weeks = [period_of(today(-n), ReportPeriod.WEEK) for n in (0, 20, 42, 100)]
    seen = 0
    with world.store.reading() as session:
        for number, (span, by) in enumerate(product(weeks, ReportGroup)):
            actor = world.actor(("theodoi", "theodoi", "vanthubtc", "cuong")[number % 4])
            spec = ReportSpec(wanted=scopes[number % len(scopes)], by=by)
            over = window(span, today())
            rows = rows_of(session, actor, spec, over, 1_000)
            assert figures(session, actor, spec, over) == figures_of(row.label for row in rows)
            groups = grouped(session, actor, spec, over, names_of(session, by, over))
            labels = {each.key: [r.label for r in rows if r.group == each.key] for each in groups}
            assert all(figures_of(labels[each.key]) == each.figures for each in groups)
            if by is not ReportGroup.NONE:
                assert sum(each.figures.total for each in groups) == len(rows)
            seen += len(rows)
    assert seen > 15


def test_a_unit_alone_or_with_those_below_it(world: World) -> None:
    above = world.stands_below("VPTU", "TU")
    for unit in ("TU", "VPTU", "BTCTU"):
        world.issue(unit, lead_unit_id=world.office.units[unit], coordinating_unit_ids=[])
    over = window(period_of(today(), ReportPeriod.WEEK), today())
    with world.store.reading() as session:
        for below, titles in ((False, {"TU"}), (True, {"TU", "VPTU"})):
            spec = ReportSpec(wanted=ReportScope(unit_id=above, below=below))
            rows = rows_of(session, world.actor("theodoi"), spec, over, 9)
            assert {row.title for row in rows} == titles
        words = scope_words(session, spec.wanted)
    assert words[0] == ("Đơn vị chủ trì", "Tỉnh ủy Vĩnh Phúc và các đơn vị trực thuộc")


def test_how_tasks_stood_is_the_same_in_sql(world: World) -> None:
    populate(world)
    with world.store.reading() as session:
        for back in (0, 3, 7, 30, 50):
            day = today(-back)
            found = session.execute(select(Task, stood_column(day))).all()
            assert [stood(task, day) for task, _label in found] == [label for _t, label in found]
            overdue = labelled(TaskLabel.OVERDUE, day, stood_column(day))
            assert set(session.scalars(select(Task.id).where(overdue))) == {
                task.id for task, label in found if label == TaskLabel.OVERDUE
            }


def test_what_is_frozen_stays_whatever_becomes_of_the_tasks(world: World) -> None:
    populate(world)
    report_id = lay_down(world, spec={"period": "span", "columns": ["due", "label", "result"]})
    days = {"first": today(-20), "last": today()}
    asked = freeze(world, report_id, **days, remarks="Tiến độ khá.\nĐề nghị đôn đốc.")
    with world.store.reading() as session:
        before = frozen_run(session, world.actor("theodoi"), asked.id)
        row = session.get_one(TaskReportRun, asked.id)
        pdf = world.store.blobs.path(row.pdf_blob).read_bytes()
        stored = dict(row.data or {})
        book = load_workbook(BytesIO(world.store.blobs.path(row.xlsx_blob).read_bytes()))
    assert before.data is not None
    assert before.intact
    assert figures_of(r.label for r in before.shown.rows) == before.data.total
    assert before.data.total.overdue == 2
    assert book.sheetnames == ["Số liệu", "Nhiệm vụ"]
    lines = list(book["Nhiệm vụ"].values)
    assert lines[0] == ("TT", "Mã", "Nhiệm vụ", "Hạn", "Tình trạng", "Kết quả thực hiện")
    assert len(lines) == before.data.total.total + 1
    assert any(isinstance(line[3], datetime) for line in lines[1:])
    assert pdf.startswith(b"%PDF")

    world.issue("Việc mới")
    with world.store.engine.begin() as connection:
        connection.execute(update(Task).values(title="Đổi tên", state=TaskState.CANCELLED))
    make_run(world.store, str(asked.id))
    with world.store.reading() as session:
        after = frozen_run(session, world.actor("vanthu"), asked.id)
        assert (after.data, after.shown) == (before.data, before.shown)
        assert after.run.digest == before.run.digest
        over = window(period_of(today(), ReportPeriod.MONTH), today())
        now = live(session, world.actor("theodoi"), before.data.spec, over)
        assert now.total.total == 0
    with world.store.engine.begin() as connection:
        forged = {**stored, "remarks": "Tốt cả."}
        connection.execute(update(TaskReportRun).values(data=forged))
    with world.store.reading() as session:
        assert not frozen_run(session, world.actor("theodoi"), asked.id).intact
    with world.store.engine.begin() as connection:
        connection.execute(update(TaskReportRun).values(data=stored))
        connection.execute(update(TaskReportPart).values(rows="[]"))
    with world.store.reading() as session:
        assert not frozen_run(session, world.actor("theodoi"), asked.id).intact


def test_it_becomes_an_official_document(world: World) -> None:
    for register in (register_register, register_issuing):
        register()
    populate(world)
    spec = {"rule_set": "state", "recipients": ["Thường trực Tỉnh ủy (báo cáo)"]}
    report_id = lay_down(world, spec=spec, name="Báo cáo kết quả thực hiện nhiệm vụ")
    asked = world.store.execute(
        world.actor("theodoi"), freeze_report, FreezeReport(report_id=report_id)
    )
    with pytest.raises(Conflict, match="task_report.making"):
        world.store.execute(world.actor("theodoi"), draft_report, DraftReport(run_id=asked.id))
    make_run(world.store, str(asked.id))
    wish = DraftReport(run_id=asked.id)
    with pytest.raises(Denied):
        world.store.execute(world.actor("vanthu"), draft_report, wish)
    drafted = world.store.execute(world.actor("theodoi"), draft_report, wish)
    with pytest.raises(Conflict, match="official.drafted"):
        world.store.execute(world.actor("theodoi"), draft_report, wish)
    source = source_of(OfficialKind.TASK_REPORT)
    with world.store.reading() as session:
        told = source.tell(session, world.actor("vanthu"), asked.id, utc_now())
    assert told.signers[0].person_id == world.office.people["truongphong"]
    assert (told.facts.symbol, told.facts.abstract[0]) == (
        "…/BC-VPTU", "Kết quả thực hiện nhiệm vụ",
    )  # fmt: skip
    assert told.facts.recipients == ("Thường trực Tỉnh ủy (báo cáo)", "Lưu Văn phòng Tỉnh ủy")
    assert "Phùng Thế Vinh" in told.facts.basis
    issued = world.store.execute(
        world.actor("vanthu"), issue_document, IssueDocument(document_id=drafted.id)
    )
    assert issued.symbol.startswith("01/BC-VPTU")
    with world.store.reading() as session:
        assert frozen_run(session, world.actor("theodoi"), asked.id).run.symbol == issued.symbol
