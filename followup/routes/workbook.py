"""The task list as a file: the rows chosen, or all that a filter finds.

A short list is a workbook. A long one is CSV, sent while it is being read, a batch at a time: the
process holds a few hundred rows, however many there are, and others are served in between. Its
columns are those that are asked for, else those that the person chose for the list, else all.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from flask import Response
from flask_babel import gettext as _

from ecabinet.concurrency import run_blocking, sleep
from ecabinet.core.sheets_out import csv_lines, to_csv, to_xlsx
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import CSV, XLSX
from ecabinet.web.requests import current_actor, platform
from followup.queries.columns import Column
from followup.queries.filters import TaskFilter
from followup.queries.lists import all_rows, count_tasks, tasks_by_id
from followup.routes.doors import today
from followup.routes.workbook_columns import Sheet, sheet_of

MOST_ROWS = 2_000
"""More are no workbook: it would be made whole in memory, by the process that serves others."""
BATCH = 200
"""So few that others wait for no more than some hundredths of a second."""


def workbook(
    wanted: TaskFilter, ids: Collection[UUID], columns: Collection[Column] = ()
) -> Response:
    """Answer the file: of `ids`, when there are any, else of what `wanted` finds; worst first.

    Only what the person may read. Dates are dates, percentages numbers, nothing computes.
    """
    actor, total = current_actor(), 0
    with platform().store.reading() as session:
        if ids:
            rows = list(tasks_by_id(session, actor, ids, today()).values())
            rows.sort(key=lambda row: (row.due_on is None, row.due_on, row.number))
        else:
            total = count_tasks(session, actor, wanted, today())
            few = total <= MOST_ROWS
            rows = all_rows(session, actor, wanted, today(), None, MOST_ROWS)[0] if few else []
        sheet = sheet_of(session, actor, columns)
        lines = sheet.lines(session, rows)
    if total > MOST_ROWS:
        return _long(wanted, total, sheet)
    made = run_blocking(to_xlsx, _("Nhiệm vụ"), sheet.heading(), lines)
    sent = Response(made, content_type=XLSX)
    return _handed_out(sent, "xlsx", len(rows))


def _long(wanted: TaskFilter, total: int, sheet: Sheet) -> Response:
    """Answer all rows as CSV while they are read; each batch is a reading of its own."""
    store, actor, day = platform().store, current_actor(), today()

    def batches() -> Iterator[bytes]:
        yield to_csv(sheet.heading(), ())
        after: str | None = None
        while True:
            with store.reading() as session:
                rows, after = all_rows(session, actor, wanted, day, after, BATCH)
                lines = sheet.lines(session, rows)
            yield csv_lines(lines)
            if after is None:
                return
            sleep(0)  # Between two batches others are served.

    return _handed_out(Response(batches(), content_type=CSV), "csv", total)


def _handed_out(sent: Response, ending: str, rows: int) -> Response:
    sent.headers["Content-Disposition"] = f'attachment; filename="nhiem-vu.{ending}"'
    sent.headers["Cache-Control"] = "private, no-store"
    return noted(sent, "table.exported", "table", "tasks", kind=ending, rows=rows)
