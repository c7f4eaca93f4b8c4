"""The tracking sheet the office kept before: most of it came in, a second file waits."""

import hashlib
from datetime import date, timedelta
from uuid import UUID

from ecabinet.accounts.models import Person
from ecabinet.core.clock import office_day
from ecabinet.core.sheets import read_sheets
from ecabinet.core.sheets_out import Cell, to_xlsx
from ecabinet.demo.teller import Teller
from followup.importing.commands import (
    CarryOutImport,
    PlanImport,
    SendSheet,
    carry_out_import,
    plan_import,
    send_sheet,
)
from followup.importing.fields import guess, heading_line
from followup.importing.running import run_import
from followup.importing.shapes import ImportPlan

HEADING = (
    "TT", "Số, ký hiệu văn bản", "Ngày ban hành", "Nội dung nhiệm vụ", "Đơn vị chủ trì",
    "Đơn vị phối hợp", "Lãnh đạo theo dõi", "Thời hạn", "Tiến độ", "Kết quả", "Ghi chú",
)  # fmt: skip
OFFICE, PRESS, MONEY, NETS = (
    "Văn phòng Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy", "Sở Tài chính", "Sở Thông tin và Truyền thông",
)  # fmt: skip


def keep_tracking_sheets(teller: Teller) -> None:
    """The secretary brings the old sheet in, and looks at the one of another year."""
    with teller.store.reading() as session:
        leader = session.get_one(Person, teller.office.people["lanhdao"]).name
    today = office_day(teller.now)
    first = _plan(teller, "Theo dõi nhiệm vụ.xlsx", _tracking(f"Đ/c {leader}", today))
    count = len(_tracking("", today))
    order = CarryOutImport(import_id=first, good=count, bad=0)
    teller.do("thuky", carry_out_import, order)
    run_import(teller.store, str(first))
    _plan(teller, "Theo dõi nhiệm vụ, bản cũ.xlsx", _with_mistakes(f"Đ/c {leader}", today))


def _tracking(leader: str, today: date) -> list[list[Cell]]:
    def day(days: int) -> date:
        return today + timedelta(days=days)

    return [
        [1, "81-KH/TU", day(-200), "Xây dựng kho dữ liệu dùng chung của các cơ quan Đảng", NETS,
         f"{OFFICE}; {MONEY}", leader, day(60), "35%", "Đã phê duyệt đề cương.", ""],
        [2, "81-KH/TU", day(-200), "Bố trí kinh phí chuyển đổi số cho cấp huyện", MONEY, OFFICE,
         leader, day(-12), "Đang thực hiện", "Đã tham mưu, chờ ý kiến của Ban cán sự.", ""],
        [3, "81-KH/TU", day(-200), "Tập huấn kỹ năng số cho báo cáo viên", PRESS, "", leader,
         day(-30), "Hoàn thành", "Đã tập huấn 312 báo cáo viên.", ""],
        [4, "", "", "Rà soát quy chế làm việc của cấp ủy", OFFICE, "Các đơn vị liên quan", leader,
         "Thường xuyên", "", "", "Theo chỉ đạo tại giao ban tuần"],
        [5, "", "", "Chuẩn bị phương án họp trực tuyến đến cấp xã", OFFICE, NETS, leader, day(25),
         "Chưa thực hiện", "", ""],
    ]  # fmt: skip


def _with_mistakes(leader: str, today: date) -> list[list[Cell]]:
    late = today + timedelta(days=40)
    return [
        *_tracking(leader, today)[:2],
        [6, "", "", "Lập danh mục văn bản hết hiệu lực", "Sở Thông tin truyền thông", "",
         leader, late, "10%", "", ""],
        [7, "", "", "Báo cáo việc sử dụng chữ ký số", OFFICE, "", leader, "31/02/2027", "", "", ""],
        [8, "", "", "Nâng cấp trang thông tin nội bộ", NETS, "", "", late, "120%", "", ""],
        [9, "", "", "Kiểm kê máy tính bảng", OFFICE, "", leader, late, "", "", ""],
    ]  # fmt: skip


def _plan(teller: Teller, filename: str, rows: list[list[Cell]]) -> UUID:
    data = to_xlsx("Theo dõi", HEADING, rows)
    sheets = [(sheet.name, sheet.lines) for sheet in read_sheets(data, filename, ())]
    wish = SendSheet(filename=filename, sha256=hashlib.sha256(data).hexdigest(), sheets=sheets)
    key = teller.do("thuky", send_sheet, wish).id
    lines = sheets[0][1]
    line = heading_line(lines)
    plan = ImportPlan(sheet=0, heading=line, columns=guess(dict(lines)[line]))
    teller.do("thuky", plan_import, PlanImport(import_id=key, plan=plan))
    return key
