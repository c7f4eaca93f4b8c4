"""The leaders' work calendar: this week published and adjusted, the next being compiled."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from ecabinet.core.clock import office_day, utc_now
from ecabinet.demo.teller import Teller
from meetings.calendar.commands.lines import AddLine, add_line
from meetings.calendar.commands.proposals import ProposeLine, propose_line
from meetings.calendar.commands.weeks import (
    OpenWeek,
    WeekStep,
    open_week,
    publish_week,
    submit_week,
)
from meetings.calendar.rows import monday_of
from meetings.calendar.states import Half, LineKind

DESK, APPROVER = "thuky", "lanhdao"
HALL, TABLE = "Hội trường lớn, Nhà khách Tỉnh ủy", "Phòng họp số 2, Trụ sở Tỉnh ủy"
# Weekday, from, until (None: the whole half), kind, content, leaders, participants, place, unit.
THIS_WEEK: tuple[tuple[Any, ...], ...] = (
    (0, "08:00", "09:00", LineKind.WORK, "Hội ý Thường trực Tỉnh ủy",
     ("chutri", "lanhdao", "daibieu01"), "Chánh Văn phòng Tỉnh ủy", TABLE, "Văn phòng Tỉnh ủy"),
    (0, "14:00", "16:30", LineKind.WORK, "Làm việc với Ban Tổ chức Tỉnh ủy về công tác cán bộ",
     ("lanhdao",), "Lãnh đạo Ban Tổ chức, Ủy ban Kiểm tra", TABLE, "Ban Tổ chức Tỉnh ủy"),
    (1, "08:00", "11:00", LineKind.RECEPTION, "Tiếp công dân định kỳ", ("chutri",),
     "Ban Nội chính, Ban Dân vận", "Trụ sở tiếp công dân tỉnh", "Ban Nội chính Tỉnh ủy"),
    (2, "07:30", None, LineKind.TRIP, "Kiểm tra việc thực hiện Chỉ thị 23-CT/TU tại huyện Tam Đảo",
     ("lanhdao", "daibieu01"), "Thành viên Đoàn kiểm tra", "Huyện ủy Tam Đảo",
     "Ủy ban Kiểm tra Tỉnh ủy"),
    (3, None, "am", LineKind.TRIP, "Dự hội nghị tại Văn phòng Trung ương Đảng", ("chutri",), "",
     "Hà Nội", ""),
    (3, "14:00", "17:00", LineKind.WORK, "Nghe báo cáo kết nối phần mềm theo dõi đến chi bộ",
     ("lanhdao",), "Thường trực các huyện ủy, thành ủy", HALL, "Văn phòng Tỉnh ủy"),
    (4, "08:00", "10:00", LineKind.RECEPTION, "Tiếp Đoàn công tác tỉnh Bắc Ninh",
     ("chutri", "lanhdao"), "Lãnh đạo các ban Tỉnh ủy", "Phòng khánh tiết, Trụ sở Tỉnh ủy",
     "Văn phòng Tỉnh ủy"),
    (5, None, "am", LineKind.DUTY, "Trực lãnh đạo", ("daibieu01",), "", "", ""),
    (6, None, "am", LineKind.DUTY, "Trực lãnh đạo", ("lanhdao",), "", "", ""),
)  # fmt: skip
LATE = (
    6, None, "pm", LineKind.TRIP, "Viếng nghĩa trang liệt sĩ tỉnh", ("lanhdao", "daibieu01"),
    "Đại diện các ban Tỉnh ủy", "Nghĩa trang liệt sĩ tỉnh", "Ban Dân vận Tỉnh ủy",
)  # fmt: skip
NEXT_WEEK: tuple[tuple[Any, ...], ...] = (
    (0, "08:00", "09:00", LineKind.WORK, "Hội ý Thường trực Tỉnh ủy",
     ("chutri", "lanhdao", "daibieu01"), "Chánh Văn phòng Tỉnh ủy", TABLE, "Văn phòng Tỉnh ủy"),
    (4, "14:00", "17:00", LineKind.WORK, "Làm việc với Ban Thường vụ Thành ủy Phúc Yên",
     ("chutri", "lanhdao"), "Các ban Tỉnh ủy, Sở Tài chính", "Thành ủy Phúc Yên",
     "Văn phòng Tỉnh ủy"),
)  # fmt: skip


def keep_calendar(teller: Teller) -> None:
    """Publish this week, adjust it once; begin the next, for which a district proposes."""
    monday = monday_of(office_day(utc_now()))
    week = _begin(teller, monday)
    for line in THIS_WEEK:
        _write(teller, week, monday, line)
    _publish(teller, week)
    teller.wait(hours=2)
    _write(teller, week, monday, LATE)
    _publish(teller, week)
    following = monday + timedelta(days=7)
    coming = _begin(teller, following)
    for line in NEXT_WEEK:
        _write(teller, coming, following, line)
    asked = ProposeLine(
        body_id=teller.unit("TU"), unit_id=teller.unit("HUTD"), day=following + timedelta(days=2),
        half=Half.MORNING, kind=LineKind.TRIP, content="Mời dự khánh thành Nhà văn hóa xã Đại Đình",
        place="Xã Đại Đình, huyện Tam Đảo", preparing="Huyện ủy Tam Đảo",
    )  # fmt: skip
    teller.do("vanthu.hutd", propose_line, asked)


def _begin(teller: Teller, monday: date) -> UUID:
    return teller.do(DESK, open_week, OpenWeek(unit_id=teller.unit("TU"), day=monday)).id


def _write(teller: Teller, week: UUID, monday: date, line: tuple[Any, ...]) -> None:
    weekday, begin, end, kind, content, leaders, participants, place, preparing = line
    wish = AddLine(
        week_id=week, day=monday + timedelta(days=weekday), kind=kind, content=content,
        starts=time.fromisoformat(begin) if begin else None,
        ends=time.fromisoformat(end) if begin and end else None,
        half=None if begin else Half(end),
        person_ids=tuple(teller.person(name) for name in leaders), participants=participants,
        place=place, preparing=preparing,
    )  # fmt: skip
    teller.do(DESK, add_line, wish)


def _publish(teller: Teller, week: UUID) -> None:
    teller.do(DESK, submit_week, WeekStep(week_id=week))
    teller.do(APPROVER, publish_week, WeekStep(week_id=week))
