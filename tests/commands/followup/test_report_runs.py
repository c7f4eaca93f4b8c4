"""What becomes of a period that was asked for: made once, long lists in parts, discarded."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from documents.issuing.commands.drafts import OnDocument, discard_document
from documents.issuing.rules import register_rules as register_issuing
from documents.issuing.sources import OfficialKind, source_of
from documents.pdf.layout import layout_of
from documents.register.rules import register_rules as register_register
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, NotFound
from followup.reporting.discarding import DiscardRun, discard_run
from followup.reporting.enums import RunState
from followup.reporting.freezing import FreezeReport, ToMake, freeze_report, hold_run, let_go
from followup.reporting.making import make_run, sweep
from followup.reporting.models import TaskReportPart, TaskReportRun
from followup.reporting.official import DraftReport, draft_report
from followup.reporting.queries import frozen_run, runs_of
from tests.commands.followup.reports_laid_down import freeze, lay_down
from tests.commands.followup.test_reporting import populate
from tests.commands.followup.test_reporting_schedule import morning  # noqa: F401 - a fixture
from tests.commands.followup.world import World
from tests.days import today


def test_a_long_list_is_an_appendix_read_page_by_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followup.reporting.paper.MOST_IN_PAPER", 2)
    for module in ("keeping", "making", "queries"):
        monkeypatch.setattr(f"followup.reporting.{module}.PART", 3)
    populate(world)
    days = {"first": today(-20), "last": today()}
    asked = freeze(world, lay_down(world, spec={"period": "span", "by": "unit"}), **days)
    with world.store.reading() as session:
        pages = [frozen_run(session, world.actor("theodoi"), asked.id, part=n) for n in range(3)]
        row = session.get_one(TaskReportRun, asked.id)
        assert row.data is not None
        assert row.data["parts"]
        paper = source_of(OfficialKind.TASK_REPORT).tell(
            session, world.actor("theodoi"), asked.id, utc_now()
        )
    total = pages[0].data.total.total if pages[0].data else 0
    assert (len(pages[0].shown.rows), pages[1].shown.before, pages[0].parts) == (3, 3, 3)
    rows = [r for page in pages for r in page.shown.rows]
    assert len({r.id for r in rows}) == len(rows) == total
    groups = [r.group for r in rows]
    assert groups == sorted(groups, key=groups.index)
    assert all(page.intact and page.listed for page in pages)
    assert paper.facts.tasks.rows == ()
    assert f"Danh mục {total} nhiệm vụ ở phụ lục" in paper.facts.summary[-1]
    listed = world.store.blobs.path(row.list_blob or "")
    words = " ".join(run.text for sheet in layout_of(listed) for run in sheet.runs)
    assert all(r.code in words for r in rows)
    assert row.digest[:16] in words
    book = BytesIO(world.store.blobs.path(row.xlsx_blob or "").read_bytes())
    lines = load_workbook(book)["Nhiệm vụ"].values
    assert len(list(lines)) == total + 1


def test_what_was_frozen_is_discarded_until_a_document_is_made_of_it(
    world: World,
    morning: Any,  # noqa: F811
) -> None:
    for register in (register_register, register_issuing):
        register()
    morning(date(2031, 5, 7))
    report_id = lay_down(world, spec={"period": "week"}, scheduled=True)
    morning(date(2031, 5, 12))
    sweep(world.store)
    with world.store.reading() as session:
        first = session.scalars(select(TaskReportRun.id)).one()
    make_run(world.store, str(first))
    officer, wish = world.actor("theodoi"), DiscardRun(run_id=first)
    with pytest.raises(Denied):
        world.store.execute(world.actor("vanthu"), discard_run, wish)
    drafted = world.store.execute(officer, draft_report, DraftReport(run_id=first))
    with pytest.raises(Conflict, match="task_report.has_document"):
        world.store.execute(officer, discard_run, wish)
    world.store.execute(world.actor("vanthu"), discard_document, OnDocument(document_id=drafted.id))
    world.store.execute(officer, discard_run, wish)
    with pytest.raises(NotFound):
        world.store.execute(officer, discard_run, wish)
    sweep(world.store)
    again = freeze(world, report_id, on=date(2031, 5, 8))
    with world.store.reading() as session:
        assert [run.id for run in runs_of(session, officer, report_id)] == [again.id]
        gone = session.get_one(TaskReportRun, first)
        assert (gone.data, gone.pdf_blob, gone.state) == (None, None, RunState.DISCARDED)
        parts = select(TaskReportPart).where(TaskReportPart.run_id == first)
        assert session.scalars(parts).all() == []
        assert session.get_one(TaskReportRun, again.id).number == 2


def test_a_run_is_made_by_one_worker_at_a_time(world: World) -> None:
    asked = world.store.execute(
        world.actor("theodoi"), freeze_report, FreezeReport(report_id=lay_down(world))
    )
    wish = ToMake(run_id=asked.id)
    assert world.store.execute(SYSTEM, hold_run, wish) == wish
    assert world.store.execute(SYSTEM, hold_run, wish) is None
    make_run(world.store, str(asked.id))
    with world.store.reading() as session:
        assert session.get_one(TaskReportRun, asked.id).state is RunState.MAKING
    world.store.execute(SYSTEM, let_go, wish)
    make_run(world.store, str(asked.id))
    assert world.store.execute(SYSTEM, hold_run, wish) is None
