"""The list of attendance as a PDF to sign and as a workbook."""

from io import BytesIO

from flask import Response, send_file
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from documents.official.attendance import AttendanceFacts, build_attendance
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.core.sheets import Cell, Column, write_xlsx
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, XLSX, file_answer
from ecabinet.web.requests import current_actor, platform
from meetings.queries.attendance_list import attendance_facts
from meetings.routes.doors import MeetingPath, api

COLUMNS = (
    Column("number", _l("STT")),
    Column("name", _l("Họ và tên")),
    Column("office", _l("Chức vụ")),
    Column("group", _l("Thành phần")),
    Column("present", _l("Có mặt")),
    Column("how", _l("Hình thức dự")),
    Column("arrived", _l("Giờ đến")),
    Column("left", _l("Giờ về")),
)


@api.get(
    "/meetings/<uuid:meeting_id>/attendance.pdf",
    operation_id="getAttendanceList",
    summary="Danh sách điểm danh (PDF)",
    responses=file_answer(PDF),
)
def show_list(path: MeetingPath) -> Response:
    """Show the list with room to sign; before the session it is blank."""
    facts = _facts(path)
    drawn = BytesIO(run_blocking(build_attendance, facts))
    sent = send_file(drawn, mimetype=PDF, download_name="diem-danh.pdf", max_age=0)
    return noted(sent, "attendance_list.downloaded", "meeting", path.meeting_id)


@api.get(
    "/meetings/<uuid:meeting_id>/attendance.xlsx",
    operation_id="getAttendanceWorkbook",
    summary="Danh sách điểm danh (XLSX)",
    responses=file_answer(XLSX),
)
def show_workbook(path: MeetingPath) -> Response:
    """Give the list as a workbook with real times."""
    facts = _facts(path)
    columns = [Column(column.key, str(column.title)) for column in COLUMNS]
    written = run_blocking(write_xlsx, _("Điểm danh"), columns, _rows(facts))
    sent = send_file(
        BytesIO(written), mimetype=XLSX, as_attachment=True, download_name="diem-danh.xlsx"
    )
    return noted(sent, "attendance_list.downloaded", "meeting", path.meeting_id)


def _facts(path: MeetingPath) -> AttendanceFacts:
    with platform().store.reading() as session:
        return attendance_facts(session, current_actor(), path.meeting_id, utc_now())


def _rows(facts: AttendanceFacts) -> list[dict[str, Cell]]:
    here, absent = _("Có mặt"), _("Vắng")
    online, in_room = _("Trực tuyến"), _("Tại phòng")
    return [
        {
            "number": place,
            "name": who.name,
            "office": who.office,
            "group": who.group,
            "present": here if who.arrived_at else absent,
            "how": (online if who.online else in_room) if who.arrived_at else "",
            "arrived": who.arrived_at,
            "left": who.left_at,
        }
        for place, who in enumerate(facts.people, 1)
    ]
