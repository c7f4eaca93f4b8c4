"""A week as a PDF to print and as a workbook; both are written in threads of their own."""

from io import BytesIO
from uuid import UUID

from flask import Response, send_file
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ecabinet.concurrency import run_blocking
from ecabinet.core.sheets import Cell, Column, write_xlsx
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, XLSX, file_answer
from ecabinet.web.requests import current_actor, platform
from meetings.calendar.queries.shapes import WeekOut
from meetings.calendar.queries.week_facts import week_facts
from meetings.calendar.routes.doors import WeekPath, api, load_week, pages
from meetings.calendar.states import LineState
from meetings.calendar.week_file import build_week
from meetings.calendar.words import HALVES, KINDS, WEEKDAYS

COLUMNS = (
    ("weekday", _l("Thứ")),
    ("day", _l("Ngày")),
    ("half", _l("Buổi")),
    ("starts", _l("Từ giờ")),
    ("ends", _l("Đến giờ")),
    ("kind", _l("Loại việc")),
    ("content", _l("Nội dung")),
    ("leaders", _l("Lãnh đạo chủ trì, dự")),
    ("participants", _l("Thành phần")),
    ("place", _l("Địa điểm")),
    ("preparing", _l("Đơn vị chuẩn bị")),
    ("note", _l("Ghi chú")),
)


def week_pdf(week_id: UUID) -> Response:
    """Send the printed week, noted as handed out. Raises NotFound."""
    office = platform().settings.office_name
    with platform().store.reading() as session:
        facts = week_facts(session, current_actor(), week_id, office)
    drawn = BytesIO(run_blocking(build_week, facts))
    name = f"lich-tuan-{facts.monday.isoformat()}.pdf"
    sent = send_file(drawn, mimetype=PDF, download_name=name, max_age=0)
    return noted(sent, "work_week.downloaded", "work_week", week_id)


def week_xlsx(week_id: UUID) -> Response:
    """Send the week as a workbook with real days. Raises NotFound."""
    week = load_week(week_id)
    columns = [Column(key, str(title)) for key, title in COLUMNS]
    written = run_blocking(write_xlsx, _("Lịch công tác tuần"), columns, _rows(week))
    name = f"lich-tuan-{week.monday.isoformat()}.xlsx"
    sent = send_file(BytesIO(written), mimetype=XLSX, as_attachment=True, download_name=name)
    return noted(sent, "work_week.downloaded", "work_week", week_id)


def _rows(week: WeekOut) -> list[dict[str, Cell]]:
    return [
        {
            "weekday": str(WEEKDAYS[line.day.weekday()]),
            "day": line.day,
            "half": str(HALVES[line.half]),
            "starts": f"{line.starts:%H:%M}" if line.starts else "",
            "ends": f"{line.ends:%H:%M}" if line.ends else "",
            "kind": str(KINDS[line.kind][0]),
            "content": line.content,
            "leaders": ", ".join(leader.name for leader in line.leaders),
            "participants": line.participants,
            "place": line.place,
            "preparing": line.preparing,
            "note": line.note,
        }
        for line in week.lines
        if line.state == LineState.ACCEPTED
    ]


@api.get(
    "/work-weeks/<uuid:week_id>/week.pdf",
    operation_id="getWorkWeekPdf",
    summary="Lịch công tác tuần (PDF)",
    responses=file_answer(PDF),
)
def api_pdf(path: WeekPath) -> Response:
    """Show the week on a sheet of A4."""
    return week_pdf(path.week_id)


@api.get(
    "/work-weeks/<uuid:week_id>/week.xlsx",
    operation_id="getWorkWeekWorkbook",
    summary="Lịch công tác tuần (XLSX)",
    responses=file_answer(XLSX),
)
def api_xlsx(path: WeekPath) -> Response:
    """Give the week as a workbook."""
    return week_xlsx(path.week_id)


@pages.get("/weeks/<uuid:week_id>/week.pdf")
def page_pdf(week_id: UUID) -> Response:
    """Show the week on a sheet of A4."""
    return week_pdf(week_id)


@pages.get("/weeks/<uuid:week_id>/week.xlsx")
def page_xlsx(week_id: UUID) -> Response:
    """Give the week as a workbook."""
    return week_xlsx(week_id)
