"""The meeting of six weeks ago: what was decided, voted on and issued."""

from datetime import datetime, timedelta
from uuid import UUID

from ecabinet.demo import (
    ballots,
    concluding,
    sessions,
    speakers,
)
from ecabinet.demo.concluding import Decision
from ecabinet.demo.days import month, morning
from ecabinet.demo.official import issue_papers
from ecabinet.demo.teller import Teller

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


def hold_closed_meeting(teller: Teller, now: datetime, password: str) -> list[UUID]:
    """Six weeks ago: three items, a vote, eleven tasks and what was only agreed, all issued."""
    starts = morning(now, 42)
    title = f"Phiên họp Ban Thường vụ Tỉnh ủy tháng {month(starts)}"
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
