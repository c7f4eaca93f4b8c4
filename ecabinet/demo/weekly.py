"""Weekly plans and reports: last week gathered and sent upwards, this week under way."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.core.clock import office_day, utc_now
from ecabinet.demo.teller import Teller
from followup.weekly.collecting import GatherLines, gather_lines
from followup.weekly.models import WeeklyEdition, WeeklySheet
from followup.weekly.official import DraftWeekly, draft_weekly
from followup.weekly.opening import OpenSheet, WeeklySheetRef, open_sheet
from followup.weekly.sending import OnSheet, OnSheetBecause, return_sheet, send_sheet
from followup.weekly.shapes import thawed
from followup.weekly.spans import WEEK, week_of
from followup.weekly.states import WeeklyOutcome, WeeklyStage
from followup.weekly.writing import SaveSheet, WeeklyLineIn, save_sheet

# Text, weekday (None: the whole week), expected result.
OF_CANBO = (
    ("Rà soát danh mục chức vụ, đơn vị trên hệ thống", None, "Danh mục gửi các đơn vị xác nhận"),
    ("Kiểm tra đường truyền phòng họp huyện Tam Đảo", 2, "Biên bản kiểm tra"),
    ("Viết báo cáo kết nối phần mềm theo dõi đến chi bộ", 4, "Dự thảo báo cáo"),
)
OF_VANTHU = (
    ("Cấp số, phát hành văn bản đến và đi", None, "Không tồn văn bản cuối ngày"),
    ("Chuẩn bị tài liệu họp Ban Thường vụ", 1, "Tài liệu lên hệ thống trước hai ngày"),
)
OF_BTCTU = (
    ("Hoàn thiện đề án sắp xếp tổ chức bộ máy", None, "Trình Thường trực Tỉnh ủy"),
    ("Tập huấn văn thư các huyện ủy, thành ủy", 3, "100 % văn thư dự"),
)
BESIDES = (
    ("canbo", "Phục vụ kỹ thuật Đoàn công tác tỉnh Bắc Ninh"),
    ("vanthu", "Sao lục văn bản theo yêu cầu của Thanh tra tỉnh"),
)
Work = tuple[tuple[str, int | None, str], ...]


def plan_weeks(teller: Teller) -> None:
    """The Office's last week from plan to report; this week one plan is missing, one returned."""
    monday = week_of(office_day(utc_now())).first
    before = monday - WEEK
    office = teller.unit("VPTU")
    plans = [_plan(teller, who, office, before, work)
             for who, work in (("canbo", OF_CANBO), ("vanthu", OF_VANTHU))]  # fmt: skip
    _gather(teller, "vanthu", "daibieu02", WeeklyStage.PLAN, before, plans, "VPTU")
    reports = [_report(teller, who, office, before, besides) for who, besides in BESIDES]
    ours = _gather(teller, "vanthu", "daibieu02", WeeklyStage.REPORT, before, reports, "VPTU")
    teller.do("vanthu", draft_weekly, DraftWeekly(sheet_id=ours))
    _gather(teller, "thuky", None, WeeklyStage.REPORT, before, [ours], "TU")
    mine = _plan(teller, "canbo", office, monday, OF_CANBO[1:])
    _gather(teller, "vanthu", None, WeeklyStage.PLAN, monday, [mine], "VPTU")
    board = teller.unit("BTCTU")
    theirs = _plan(teller, "canbo.btctu", board, monday, OF_BTCTU)
    sent = _gather(teller, "vanthu.btctu", "daibieu03", WeeklyStage.PLAN, monday, [theirs], "BTCTU")
    _gather(teller, "thuky", None, WeeklyStage.PLAN, monday, [sent], "TU")
    clerk = _plan(teller, "vanthu.btctu", board, monday, OF_VANTHU[:1])
    because = OnSheetBecause(sheet_id=clerk, reason="Đề nghị bổ sung việc chuẩn bị tập huấn.")
    teller.do("daibieu03", return_sheet, because)


def _open(teller: Teller, who: str, unit: UUID, stage: WeeklyStage, monday: date) -> WeeklySheetRef:
    wish = OpenSheet(unit_id=unit, stage=stage, day=monday)
    return teller.do(who, open_sheet, wish)


def _plan(teller: Teller, who: str, unit: UUID, monday: date, work: Work) -> UUID:
    sheet = _open(teller, who, unit, WeeklyStage.PLAN, monday)
    days = [None if at is None else monday + timedelta(days=at) for _text, at, _expected in work]
    lines = tuple(
        WeeklyLineIn(text=text, first=day, last=day, expected=expected)
        for day, (text, _at, expected) in zip(days, work, strict=True)
    )
    return _save_and_send(teller, who, sheet, lines)


def _report(teller: Teller, who: str, unit: UUID, monday: date, besides: str) -> UUID:
    """All but the last line of the plan is done, and `besides` came."""
    sheet = _open(teller, who, unit, WeeklyStage.REPORT, monday)
    with teller.store.reading() as session:
        row = session.get_one(WeeklySheet, sheet.id)
        planned = [WeeklyLineIn.model_validate(_typed(line)) for line in row.lines]
    said: list[WeeklyLineIn] = [
        line.model_copy(update={"outcome": WeeklyOutcome.DONE, "result": "Đã hoàn thành."})
        for line in planned[:-1]
    ]
    left = {
        "outcome": WeeklyOutcome.PARTLY,
        "result": "Đã có bản đầu.",
        "reason": "Chờ số liệu huyện",
    }
    said += [line.model_copy(update=left) for line in planned[-1:]]
    said.append(WeeklyLineIn(text=besides, outcome=WeeklyOutcome.DONE))
    return _save_and_send(teller, who, sheet, tuple(said))


def _typed(line: dict[str, Any]) -> dict[str, Any]:
    return {name: line[name] for name in WeeklyLineIn.model_fields}


def _save_and_send(
    teller: Teller, who: str, sheet: WeeklySheetRef, lines: tuple[WeeklyLineIn, ...]
) -> UUID:
    wish = SaveSheet(sheet_id=sheet.id, revision=sheet.revision, lines=lines)
    teller.do(who, save_sheet, wish)
    return teller.do(who, send_sheet, OnSheet(sheet_id=sheet.id)).id


def _gather(
    teller: Teller,
    desk: str,
    leader: str | None,
    stage: WeeklyStage,
    monday: date,
    lower: list[UUID],
    code: str,
) -> UUID:
    """The desk gathers everything; the leader, when there is one, sends it."""
    wish = OpenSheet(unit_id=teller.unit(code), stage=stage, day=monday, of_unit=True)
    sheet = teller.do(desk, open_sheet, wish)
    chosen = [{"sheet_id": each, "line_ids": _line_ids(teller, each)} for each in lower]
    given = {"sheet_id": sheet.id, "revision": sheet.revision, "chosen": chosen}
    teller.do(desk, gather_lines, GatherLines.model_validate(given))
    if leader:
        teller.do(leader, send_sheet, OnSheet(sheet_id=sheet.id))
    return sheet.id


def _line_ids(teller: Teller, sheet_id: UUID) -> list[UUID]:
    with teller.store.reading() as session:
        row = session.get_one(WeeklySheet, sheet_id)
        edition = session.scalars(
            select(WeeklyEdition).where(
                WeeklyEdition.sheet_id == sheet_id,
                WeeklyEdition.number == row.edition,
            )
        ).one()
        return [line.id for line in thawed(edition.data).lines]
