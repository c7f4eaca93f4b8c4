"""The task list as a file: the rows chosen, or all that a filter finds.

A short list is a workbook. A long one is CSV, sent while it is being read, a batch at a time: the
process holds a few hundred rows, however many there are, and others are served in between.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from flask import Response
from flask_babel import gettext as _

from ecabinet.concurrency import run_blocking, sleep
from ecabinet.core.sheets_out import Cell, csv_lines, to_csv, to_xlsx
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import CSV, XLSX
from ecabinet.web.requests import current_actor, platform
from followup.labels import TaskLabel
from followup.queries.filters import TaskFilter
from followup.queries.lists import all_rows, count_tasks, tasks_by_id
from followup.queries.rows import TaskRow
from followup.routes.doors import today
from followup.states import TaskState

MOST_ROWS = 2_000
"""More are no workbook: it would be made whole in memory, by the process that serves others."""
BATCH = 200
"""So few that others wait for no more than some hundredths of a second."""


def workbook(wanted: TaskFilter, ids: Collection[UUID]) -> Response:
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
    if total > MOST_ROWS:
        return _long(wanted, total)
    labels, states = _labels(), _states()
    lines = [_line(row, labels, states) for row in rows]
    sent = Response(run_blocking(to_xlsx, _("Nhiệm vụ"), _heading(), lines), content_type=XLSX)
    return _handed_out(sent, "xlsx", len(rows))


def _long(wanted: TaskFilter, total: int) -> Response:
    """Answer all rows as CSV while they are read; each batch is a reading of its own."""
    store, actor, day = platform().store, current_actor(), today()
    heading, labels, states = _heading(), _labels(), _states()

    def batches() -> Iterator[bytes]:
        yield to_csv(heading, ())
        after: str | None = None
        while True:
            with store.reading() as session:
                rows, after = all_rows(session, actor, wanted, day, after, BATCH)
            yield csv_lines(_line(row, labels, states) for row in rows)
            if after is None:
                return
            sleep(0)  # Between two batches others are served.

    return _handed_out(Response(batches(), content_type=CSV), "csv", total)


def _handed_out(sent: Response, ending: str, rows: int) -> Response:
    sent.headers["Content-Disposition"] = f'attachment; filename="nhiem-vu.{ending}"'
    sent.headers["Cache-Control"] = "private, no-store"
    return noted(sent, "table.exported", "table", "tasks", kind=ending, rows=rows)


def _heading() -> list[str]:
    return [
        _("Mã"), _("Nhiệm vụ"), _("Nguồn"), _("Đơn vị chủ trì"), _("Cán bộ"), _("Bước"),
        _("Tình trạng"), _("Hạn"), _("Số ngày còn lại"), _("Ngày báo cáo xong"), _("Tiến độ (%)"),
    ]  # fmt: skip


def _line(row: TaskRow, labels: dict[TaskLabel, str], states: dict[TaskState, str]) -> list[Cell]:
    return [
        row.code, row.title, row.source_title, row.lead_unit, row.assignee or "",
        states[row.state], labels[row.label] if row.label else "", row.due_on, row.days_left,
        row.done_on, row.percent,
    ]  # fmt: skip


def _labels() -> dict[TaskLabel, str]:
    return {
        TaskLabel.OVERDUE: _("Quá hạn"),
        TaskLabel.DUE_SOON: _("Sắp đến hạn"),
        TaskLabel.NOT_STARTED: _("Chưa thực hiện"),
        TaskLabel.ON_TRACK: _("Trong hạn"),
        TaskLabel.STANDING: _("Không hạn"),
        TaskLabel.DONE_ON_TIME: _("Hoàn thành đúng hạn"),
        TaskLabel.DONE_LATE: _("Hoàn thành quá hạn"),
    }


def _states() -> dict[TaskState, str]:
    return {
        TaskState.ASSIGNED: _("Chờ tiếp nhận"),
        TaskState.RECEIVED: _("Đã tiếp nhận"),
        TaskState.IN_PROGRESS: _("Đang làm"),
        TaskState.REPORTED_DONE: _("Chờ đánh giá"),
        TaskState.ACCEPTED: _("Đã chấp nhận"),
        TaskState.RETURNED: _("Trả lại làm tiếp"),
        TaskState.REFUSED: _("Từ chối nhận"),
        TaskState.SUSPENDED: _("Tạm dừng"),
        TaskState.CANCELLED: _("Đã hủy"),
    }
