"""The books of the Party Office: what came and went out in the last weeks."""

from datetime import timedelta

from documents.register.commands.incoming import EnterIncoming, enter_incoming
from documents.register.commands.links import LinkEntries, link_entries
from documents.register.commands.numbers import ReserveNumbers, reserve_numbers
from documents.register.commands.outgoing import EnterOutgoing, enter_outgoing
from documents.register.models import LinkKind, Urgency
from documents.symbols import SymbolStyle
from ecabinet.core.clock import office_day
from ecabinet.demo.teller import Teller

CLERK = "vanthu"
# Days ago, symbol, issuing body, abstract, urgency, days for an answer.
CAME = (
    (33, "64-HD/BTCTU", "Ban Tổ chức Tỉnh ủy", "Chuẩn hóa danh mục chức vụ trên hệ thống", "", 0),
    (31, "219/QĐ-UBND", "UBND tỉnh Vĩnh Phúc", "Phê duyệt danh mục mua sắm thiết bị ký số", "", 0),
    (28, "31-BC/TU", "Thành ủy Vĩnh Yên", "Kết quả tập huấn kỹ năng số đợt 1", "", 0),
    (24, "1043-CV/VPTW", "Văn phòng Trung ương Đảng",
     "Báo cáo kết quả thực hiện Quyết định số 27-QĐ/TW", "urgent", 20),
    (20, "88-BC/UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy",
     "Tình hình bảo đảm an toàn thông tin 8 tháng đầu năm", "", 0),
    (15, "156-TTr/BTGTU", "Ban Tuyên giáo Tỉnh ủy",
     "Thời điểm sơ kết Chương trình hành động số 84-CTr/TU", "", 12),
    (9, "412/BC-STTTT", "Sở Thông tin và Truyền thông",
     "Kết quả kiểm tra đường truyền phòng họp cấp huyện", "", 10),
    (6, "97-BC/HU", "Huyện ủy Vĩnh Tường",
     "Kết quả họp chi bộ mẫu bằng phòng họp không giấy", "", 0),
    (4, "23-TB/TU", "Tỉnh ủy Vĩnh Phúc",
     "Hội nghị chuyên đề về chuyển đổi số trong các cơ quan Đảng", "very_urgent", 0),
    (2, "119-CV/HU", "Huyện ủy Tam Đảo",
     "Xin gia hạn nhiệm vụ kết nối phần mềm theo dõi đến chi bộ", "", 7),
)  # fmt: skip
WENT = (
    (19, "BC", "Kết quả thực hiện Quyết định số 27-QĐ/TW quý III", "Văn phòng Trung ương Đảng"),
    (12, "CV", "Hướng dẫn cập nhật tiến độ nhiệm vụ trên phần mềm theo dõi",
     "Các huyện ủy, thành ủy, đảng ủy trực thuộc"),
    (5, "TB", "Lịch tiếp công dân tháng 12 của Thường trực Tỉnh ủy", "Các ban đảng, Văn phòng"),
)  # fmt: skip


def keep_books(teller: Teller) -> None:
    """Enter what came, what went out as an answer, and keep two numbers free."""
    unit, today = teller.office.units["VPTU"], office_day(teller.now)
    entered = {}
    for ago, symbol, body, abstract, urgency, answer in CAME:
        day = today - timedelta(days=ago)
        entered[symbol] = teller.do(
            CLERK,
            enter_incoming,
            EnterIncoming(
                unit_id=unit, symbol=symbol, issued_on=day - timedelta(days=1), received_on=day,
                issuing_body=body, abstract=abstract, urgency=Urgency(urgency or "normal"),
                answer_due_on=day + timedelta(days=answer) if answer else None,
            ),
        ).id  # fmt: skip
    answers = []
    for ago, kind, abstract, recipients in WENT:
        wish = EnterOutgoing(
            unit_id=unit, body_code="VPTU", style=SymbolStyle.PARTY, type_code=kind,
            issued_on=today - timedelta(days=ago), abstract=abstract, recipients=recipients,
            signer="Đỗ Quang Vinh",
        )  # fmt: skip
        answers.append(teller.do(CLERK, enter_outgoing, wish).id)
    tie = LinkEntries(entry_id=answers[0], other_id=entered["1043-CV/VPTW"], kind=LinkKind.ANSWERS)
    teller.do(CLERK, link_entries, tie)
    kept = ReserveNumbers(
        unit_id=unit, body_code="VPTU", style=SymbolStyle.PARTY, type_code="TB", count=2,
        reason="Chờ Thường trực ký thông báo kết luận",
    )  # fmt: skip
    teller.do(CLERK, reserve_numbers, kept)
