"""What became of the tasks of the closed meeting, until this minute."""

from datetime import datetime, timedelta
from uuid import UUID

from ecabinet.core.clock import office_day
from ecabinet.demo import (
    directives,
    works,
)
from ecabinet.demo.days import morning
from ecabinet.demo.kept import keep_lists
from ecabinet.demo.teller import Teller
from followup.tasks import open_periods


def follow_up(teller: Teller, now: datetime, tasks: list[UUID], symbols: dict[str, UUID]) -> None:
    """Let units receive, report, finish, ask for more time; leaders assess, send back, chase."""
    accounts, training, tamdao, lines, offices, tablets, _, checks, _, cells, robot = tasks
    teller.go_to(morning(now, 41))
    for task, code in ((accounts, "VPTU"), (training, "BTCTU"), (tamdao, "HUTD"), (lines, "STTTT"),
                       (offices, "VPTU"), (checks, "UBKTTU"), (cells, "HUVT")):  # fmt: skip
        works.begin(teller, task, code)
    works.refuse(
        teller, robot, "BDVTU", "Nội dung thuộc chức năng của Sở Thông tin và Truyền thông."
    )
    usual = works.monthly(teller, "VPTU", "Báo cáo tháng về phòng họp không giấy")
    works.monthly(teller, "HUTDG", "Báo cáo tháng về số hóa tài liệu của cấp ủy huyện")
    teller.go_to(morning(now, 35))
    works.report_period(teller, usual, "VPTU", "12 phiên họp không giấy; 1.786 tài khoản.")
    works.report(teller, accounts, "VPTU", 60, "Đã cấp 1.072 tài khoản cho 6 đơn vị.")
    works.report(teller, tamdao, "HUTD", 45, "Hoàn thành cụm Hợp Châu, Hồ Sơn; đang làm Đại Đình.")
    works.report(teller, cells, "HUVT", 20, "Đã chọn 3 chi bộ làm mẫu.")
    _pieces(teller, now, tamdao)
    teller.go_to(morning(now, 30))
    works.finish(teller, accounts, "VPTU", "Văn phòng Tỉnh ủy: đã cấp đủ 1.786 tài khoản.")
    works.accept(
        teller, accounts, "good", "Làm nhanh, số liệu rõ. Rút kinh nghiệm đặt tên tài khoản."
    )
    works.suspend(teller, cells, "Chờ hướng dẫn của Ban Tổ chức Trung ương về họp chi bộ.")
    teller.go_to(morning(now, 25))
    works.finish(teller, training, "BTCTU", "Ban Tổ chức Tỉnh ủy: đã tập huấn 9 đơn vị, 214 người.")
    works.accept(teller, training, "done", "Nội dung tốt; chậm do lịch của báo cáo viên.")
    works.report(teller, tamdao, "HUTD", 60, "Đã kết nối 72/120 chi bộ; hai xã chờ đường truyền.")
    teller.go_to(morning(now, 12))
    works.finish(teller, lines, "STTTT", "Sở Thông tin và Truyền thông: đã nâng cấp 9 điểm.")
    works.send_back(teller, lines, "Chưa có biên bản đo tốc độ ở 2 xã miền núi; đề nghị bổ sung.")
    works.talk(teller, lines, "STTTT")
    works.report(teller, offices, "VPTU", 80, "Đã rà soát 15/18 đơn vị.")
    later = office_day(now) + timedelta(days=12)
    works.ask_later(teller, lines, "STTTT", later, "Hai xã miền núi chờ nhà mạng đo lại.")
    works.finish(teller, checks, "UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy: đã kiểm tra 6 đơn vị.")
    urgent = "Đề nghị báo cáo rõ nguyên nhân chậm và ngày hoàn thành."
    works.chase(teller, tamdao, urgent, later)
    keep_lists(teller)
    monthly = "Cập nhật tiến độ nhiệm vụ trên phần mềm theo dõi, báo cáo trước ngày 25 hằng tháng"
    works.standing(teller, symbols["81-KH/TU"], "81-KH/TU", monthly, "HUYL")
    spare = works.standing(
        teller, symbols["23-CT/TU"], "23-CT/TU", "Báo cáo giấy song song với phần mềm", "HULT"
    )
    works.cancel(teller, spare, "Bỏ báo cáo giấy theo kết luận của Thường trực Tỉnh ủy.")
    works.receive(teller, tablets, "STC")
    soon = office_day(now) + timedelta(days=5)
    works.give_part(teller, tablets, "STC", "VPTU", "Tổng hợp số máy cần mua của 9 đơn vị.", soon)
    works.assign_part(teller, tablets, "VPTU")
    digitise, spread, *_rest = directives.divide(teller, symbols["23-CT/TU"])
    files = directives.issue(teller, digitise, "Số hóa thủ tục hành chính cấp sở", "STTTT", later)
    directives.issue(teller, spread, "Tuyên truyền về chuyển đổi số", "BTGTU", later)
    works.begin(teller, files, "STTTT")
    works.report(teller, files, "STTTT", 35, "Đã số hóa 120 trong 340 thủ tục.")
    works.chase_units(teller, (lines, offices, files), "Đề nghị báo cáo trước phiên họp.", later)
    works.amend(teller, now, files)
    _opinions(teller, now, lines, offices)
    open_periods(teller.store)


def _opinions(teller: Teller, now: datetime, lines: UUID, offices: UUID) -> None:
    """One unit has given its opinion, another still has to."""
    day = office_day(now) + timedelta(days=3)
    ask = "Đề nghị Ban cho ý kiến về tên gọi chức vụ văn thư cấp xã."
    question = works.consult(teller, offices, "VPTU", "BTCTU", day, ask)
    works.advise(
        teller, offices, "BTCTU", question, "Ban thống nhất dùng tên “Văn thư đảng ủy xã”."
    )
    ask = "Đề nghị Sở cho ý kiến về kinh phí đo lại đường truyền."
    works.consult(teller, lines, "STTTT", "STC", day, ask)


def _pieces(teller: Teller, now: datetime, tamdao: UUID) -> None:
    """The district breaks its task down, and a coordinating unit has a part of its own."""
    day = office_day(now) - timedelta(days=24)
    accounts = "Cấp tài khoản và hướng dẫn 27 chi bộ còn lại của thị trấn Tam Đảo."
    works.give_part(teller, tamdao, "HUTD", "VPTU", accounts, day)
    works.report_on_part(teller, tamdao, "VPTU", 70, "Đã cấp 19/27 tài khoản.")
    for title, percent in (
        ("Thị trấn Hợp Châu, xã Hồ Sơn: 24 chi bộ", 100),
        ("Xã Đại Đình, Tam Quan: 38 chi bộ", 80),
        ("Xã Bồ Lý, Yên Dương: 31 chi bộ", 32),
    ):
        child = works.split(teller, tamdao, "HUTD", title)
        works.report(teller, child, "HUTD", percent, f"{title}, đã kết nối {percent} %.")
