"""The story of the sample office, from six weeks ago until this minute."""

from datetime import datetime, time, timedelta
from uuid import UUID

from ecabinet.core.clock import OFFICE_ZONE, office_day, office_time, utc_now
from ecabinet.core.unit_of_work import Store
from ecabinet.demo import (
    ballots,
    concluding,
    deputies,
    directives,
    invitations,
    minutes,
    notes,
    opinions,
    planning,
    preparing,
    sessions,
    speakers,
    works,
)
from ecabinet.demo.books import keep_books
from ecabinet.demo.catalogues import fill_catalogues
from ecabinet.demo.circulation import send_round
from ecabinet.demo.concluding import Decision
from ecabinet.demo.divisions import set_up_divisions
from ecabinet.demo.kept import keep_lists
from ecabinet.demo.official import issue_papers
from ecabinet.demo.outside import connect
from ecabinet.demo.proposals import propose, put_on_agenda
from ecabinet.demo.reports import report as report_on_tasks
from ecabinet.demo.slips import send_documents_on
from ecabinet.demo.teller import Teller
from ecabinet.demo.tracking import keep_tracking_sheets
from ecabinet.demo.weekly import plan_weeks
from ecabinet.demo.weeks import keep_calendar
from ecabinet.platform import Platform
from followup.tasks import open_periods

DECISIONS = [
    Decision("Cấp 1.786 tài khoản cho cấp ủy cơ sở và cán bộ theo dõi của các đơn vị.", "VPTU", 14,
             ("STTTT",), ("UBKTTU",)),
    Decision("Tập huấn văn thư, thư ký các huyện ủy, thành ủy về phần mềm theo dõi.", "BTCTU", 12,
             ("VPTU", "BTGTU")),
    Decision("Kết nối phần mềm theo dõi đến 100 % chi bộ, đảng bộ cơ sở của huyện.", "HUTD", 21,
             ("VPTU",), ("BTCTU",)),
    Decision("Nâng cấp đường truyền phòng họp cấp huyện, ưu tiên các xã miền núi.", "STTTT", 36,
             ("STC",)),
    Decision("Rà soát danh mục chức vụ, đơn vị trên hệ thống, báo cáo kết quả.", "VPTU", 44),
    Decision("Lập dự toán máy tính bảng cho ủy viên cấp ủy các huyện, thành phố.", "STC", 75,
             ("VPTU",)),
    Decision("Tuyên truyền việc sử dụng phòng họp không giấy trong các cấp ủy.", "BTGTU", 60),
    Decision("Kiểm tra việc cập nhật tiến độ nhiệm vụ ở các đơn vị trực thuộc.", "UBKTTU", 50),
    Decision("Số hóa tài liệu lưu trữ của cấp ủy nhiệm kỳ 2015-2020.", "VPTU", 90),
    Decision("Tổ chức họp chi bộ mẫu bằng phòng họp không giấy.", "HUVT", 45),
    Decision("Đề xuất mô hình trợ lý ảo phục vụ tra cứu văn bản.", "BDVTU", 70),
]  # fmt: skip


def tell(platform: Platform, password: str) -> None:
    """Furnish the office and let six weeks happen."""
    now = utc_now()
    teller = Teller(platform, password, _morning(now, 44))
    set_up_divisions(teller)
    fill_catalogues(teller)
    sessions.furnish_rooms(teller)
    symbols = directives.register(teller)
    tasks = _closed_meeting(teller, now, password)
    connect(teller)
    _weeks_of_work(teller, now, tasks, symbols)
    approved = propose(teller)
    in_two_days = datetime.combine(office_day(now) + timedelta(days=2), time(17), OFFICE_ZONE)
    minutes.hold(teller, _morning(now, 4), in_two_days)
    _coming_meetings(teller, now, approved)
    report_on_tasks(teller)
    keep_calendar(teller)
    plan_weeks(teller)
    keep_books(teller)
    send_documents_on(teller)
    send_round(teller)
    _meeting_in_session(teller, now)
    keep_tracking_sheets(teller)
    _present_time(platform.store)


def _morning(now: datetime, days_ago: int) -> datetime:
    """Eight o'clock in the office, so many days ago, moved back from a weekend to its Friday."""
    day = office_day(now) - timedelta(days=days_ago)
    day -= timedelta(days=max(0, day.weekday() - 4))
    return datetime.combine(day, time(8), OFFICE_ZONE)


def _month(moment: datetime) -> str:
    return f"{office_time(moment):%-m/%Y}"


def _closed_meeting(teller: Teller, now: datetime, password: str) -> list[UUID]:
    """Six weeks ago: three items, a vote, eleven tasks and what was only agreed, all issued."""
    starts = _morning(now, 42)
    title = f"Phiên họp Ban Thường vụ Tỉnh ủy tháng {_month(starts)}"
    planned = sessions.plan(teller, title, starts, sessions.standing_agenda(teller, 96))
    sessions.call(teller, planned)
    teller.go_to(starts - timedelta(minutes=15))
    absent = {"daibieu11", "daibieu12"}
    sessions.gather(teller, planned, absent)
    sessions.move_on(teller, planned, 0)
    teller.wait(minutes=25)
    tasks = concluding.conclude(teller, planned, 0, DECISIONS[:3])
    sessions.move_on(teller, planned, 1)
    speakers.discussion(
        teller, planned, 1, {"daibieu03": 4.5, "daibieu07": 6.2, "lanhdao": 3, "daibieu15": 2.1}
    )
    teller.wait(minutes=24)
    question = "Thông qua chủ trương mở rộng phòng họp không giấy E-cabinet đến cấp huyện"
    opinion = {"daibieu07": "Đề nghị lùi đợt 2 sang quý I năm sau."}
    sessions.vote(teller, planned, question, {"daibieu20"}, opinion, absent)
    tasks += concluding.conclude(teller, planned, 1, DECISIONS[3:8], concluding.AGREED)
    sessions.move_on(teller, planned, 2)
    teller.wait(minutes=35)
    ballots.secret_vote(teller, planned.meeting_id, {"daibieu05", "daibieu18"}, absent)
    tasks += concluding.conclude(teller, planned, 2, DECISIONS[8:])
    sessions.close(teller, planned)
    teller.wait(minutes=40)
    issue_papers(teller, planned.meeting_id, password)
    return tasks


def _weeks_of_work(
    teller: Teller, now: datetime, tasks: list[UUID], symbols: dict[str, UUID]
) -> None:
    accounts, training, tamdao, lines, offices, tablets, _, checks, _, cells, robot = tasks
    teller.go_to(_morning(now, 41))
    for task, code in ((accounts, "VPTU"), (training, "BTCTU"), (tamdao, "HUTD"), (lines, "STTTT"),
                       (offices, "VPTU"), (checks, "UBKTTU"), (cells, "HUVT")):  # fmt: skip
        works.begin(teller, task, code)
    works.refuse(
        teller, robot, "BDVTU", "Nội dung thuộc chức năng của Sở Thông tin và Truyền thông."
    )
    usual = works.monthly(teller, "VPTU", "Báo cáo tháng về phòng họp không giấy")
    works.monthly(teller, "HUTDG", "Báo cáo tháng về số hóa tài liệu của cấp ủy huyện")
    teller.go_to(_morning(now, 35))
    works.report_period(teller, usual, "VPTU", "12 phiên họp không giấy; 1.786 tài khoản.")
    works.report(teller, accounts, "VPTU", 60, "Đã cấp 1.072 tài khoản cho 6 đơn vị.")
    works.report(teller, tamdao, "HUTD", 45, "Hoàn thành cụm Hợp Châu, Hồ Sơn; đang làm Đại Đình.")
    works.report(teller, cells, "HUVT", 20, "Đã chọn 3 chi bộ làm mẫu.")
    _pieces(teller, now, tamdao)
    teller.go_to(_morning(now, 30))
    works.finish(teller, accounts, "VPTU", "Văn phòng Tỉnh ủy: đã cấp đủ 1.786 tài khoản.")
    works.accept(
        teller, accounts, "good", "Làm nhanh, số liệu rõ. Rút kinh nghiệm đặt tên tài khoản."
    )
    works.suspend(teller, cells, "Chờ hướng dẫn của Ban Tổ chức Trung ương về họp chi bộ.")
    teller.go_to(_morning(now, 25))
    works.finish(teller, training, "BTCTU", "Ban Tổ chức Tỉnh ủy: đã tập huấn 9 đơn vị, 214 người.")
    works.accept(teller, training, "done", "Nội dung tốt; chậm do lịch của báo cáo viên.")
    works.report(teller, tamdao, "HUTD", 60, "Đã kết nối 72/120 chi bộ; hai xã chờ đường truyền.")
    teller.go_to(_morning(now, 12))
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


def _coming_meetings(teller: Teller, now: datetime, approved: UUID) -> None:
    """One called for tomorrow that comes again each week, one still in draft, with sub-items."""
    teller.go_to(_morning(now, 3))
    tomorrow = datetime.combine(office_day(now) + timedelta(days=1), time(14), OFFICE_ZONE)
    called = sessions.plan(
        teller, "Giao ban khối Đảng", tomorrow, sessions.standing_agenda(teller, 130)[:2]
    )
    planning.weekly(teller, called)
    sessions.call(teller, called)
    invitations.answered(teller, called)
    later = tomorrow + timedelta(days=13)
    drafted = sessions.plan(
        teller,
        f"Hội nghị chuyên đề chuyển đổi số, tháng {_month(later)}",
        later,
        sessions.standing_agenda(teller, 140)[1:],
    )
    planning.divide(teller, drafted, 0)
    planning.keep(teller, drafted, "Hội nghị chuyên đề")
    put_on_agenda(teller, approved, drafted.meeting_id)
    preparing.ask(teller, drafted, office_day(now))


def _meeting_in_session(teller: Teller, now: datetime) -> None:
    """The meeting that is going on: item 1 is done, item 2 is open at its first page."""
    teller.go_to(_morning(now, 2))
    starts = now - timedelta(minutes=45)
    title = f"Phiên họp Ban Thường vụ Tỉnh ủy tháng {_month(now)}"
    planned = sessions.plan(teller, title, starts, sessions.standing_agenda(teller, 118))
    sessions.call(teller, planned)
    opinions.before(teller, planned)
    teller.go_to(starts - timedelta(minutes=12))
    sessions.gather(teller, planned, {"daibieu01", "daibieu02", "daibieu11", "daibieu12"})
    sessions.move_on(teller, planned, 0)
    teller.wait(minutes=20)
    concluding.leave_drafts(teller, planned, 0)
    given = deputies.delegate(teller)
    teller.go_to(now - timedelta(minutes=16))
    deputies.move_on(teller, planned, 1, given)
    notes.discuss(teller, planned.item_ids[1])
    opinions.during(teller, planned)
    speakers.discussion(teller, planned, 1, {"daibieu03": 3.4, "daibieu08": 2.2})
    teller.go_to(now - timedelta(minutes=3))
    speakers.queue(teller, planned, 1)
    sessions.mixed(teller, planned)
    sessions.prepare_candidates(teller, planned, 2)


def _present_time(store: Store) -> None:
    store.clock = utc_now
