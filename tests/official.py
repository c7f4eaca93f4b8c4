"""Facts for official texts in tests: those of the pictures in the design, and longer ones."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from documents.official.conclusions import Conclusion
from documents.official.invitation import Guest, InvitationFacts, Point
from documents.official.letter import LetterTable, OfficialLetter, Section
from documents.official.minutes_facts import (
    MinutesFacts,
    MinutesItem,
    Opinion,
    Person,
    VoteResult,
)
from documents.official.notice import NoticeFacts
from documents.official.parts import Signer

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CHAIR = Person("Đỗ Khắc Hiển", "Phó Bí thư Thường trực Tỉnh ủy")
SECRETARY = Person("Tạ Thị Bích Liên", "Trưởng phòng Tổng hợp, Văn phòng Tỉnh ủy")
REPORTER = Person("Đ/c Phùng Thế Vinh", "Chánh Văn phòng Tỉnh ủy")
VERDICT = (
    "Số phiếu tán thành bằng 12/15 tổng số Ủy viên Ban Thường vụ, quá một phần hai; "
    "nội dung được thông qua."
)
MEMBERS = tuple(
    Person(name)
    for name in (
        "Đỗ Khắc Hiển",
        "Phùng Thế Vinh",
        "Nguyễn Thị Ngọc Quỳnh",
        "Trần Đăng Khoa",
        "Lê Hữu Phước",
        "Bùi Thị Hạnh",
        "Hoàng Văn Thắng",
        "Vũ Đức Thuận",
        "Đặng Thị Thu Thủy",
        "Phan Quốc Tuấn",
        "Lý A Sử",
        "Ngô Xuân Trường",
        "Dương Thị Yến",
    )
)
CONCLUSIONS = (
    Conclusion(
        "Hoàn thiện dự thảo Quy chế sử dụng phòng họp không giấy",
        "1",
        "Văn phòng Tỉnh ủy",
        ("Ban Tổ chức Tỉnh ủy",),
        due=date(2022, 9, 16),
    ),
    Conclusion(
        "lập dự toán thiết bị ký số",
        "2",
        "Văn phòng Tỉnh ủy",
        ("các huyện ủy, thành ủy",),
        due=date(2022, 9, 28),
    ),
    Conclusion(
        "kiểm tra việc bảo đảm an toàn thông tin theo Quyết định số 27-QĐ/TW",
        "3",
        "Ủy ban Kiểm tra Tỉnh ủy",
        ("Ban Tuyên giáo Tỉnh ủy",),
        due=date(2022, 9, 30),
    ),
    Conclusion(
        "đánh giá ba năm thực hiện Chương trình hành động số 84-CTr/TU",
        "4",
        "Ban Tuyên giáo Tỉnh ủy",
        ("Văn phòng Tỉnh ủy", "Ban Dân vận Tỉnh ủy"),
        due=date(2022, 11, 30),
    ),
)
MINUTES = MinutesFacts(
    rule_set="party",
    issuer="Tỉnh ủy Vĩnh Phúc",
    symbol="31-BB/TU",
    meeting_title="Phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31",
    body="Ban Thường vụ Tỉnh ủy",
    purpose=(
        "họp sơ kết một tháng triển khai phần mềm theo dõi và cho ý kiến về dự thảo "
        "Quy chế sử dụng phòng họp không giấy"
    ),
    place="Vĩnh Phúc",
    venue="Phòng họp số 1, trụ sở Tỉnh ủy",
    opened_at=datetime(2022, 8, 31, 14, 0, tzinfo=ZONE),
    closed_at=datetime(2022, 8, 31, 16, 20, tzinfo=ZONE),
    chair=CHAIR,
    secretary=SECRETARY,
    papers=("Báo cáo số 214-BC/VPTU", "Tờ trình số 57-TTr/VPTU"),
    members=15,
    present=MEMBERS,
    absent=(Person("Trịnh Công Định", reason="đi công tác"), Person("Mai Văn Sơn")),
    invited=(Person("Hà Thị Mai", "Bí thư Huyện ủy Tam Đảo"),),
    items=(
        MinutesItem(
            "Sơ kết một tháng triển khai phần mềm theo dõi",
            REPORTER,
            ("Báo cáo số 214-BC/VPTU",),
            (
                Opinion(Person("Bùi Thị Hạnh"), "đề nghị nâng cấp đường truyền đến chi bộ."),
                Opinion(Person("Lý A Sử"), "đề nghị tập huấn cán bộ cơ sở theo 23-CT/TU."),
            ),
        ),
        MinutesItem(
            "Dự thảo Quy chế sử dụng phòng họp không giấy",
            REPORTER,
            ("Tờ trình số 57-TTr/VPTU",),
            votes=(
                VoteResult(
                    "Chủ trương ban hành Quy chế",
                    (("Tán thành", 12), ("Không tán thành", 0), ("Ý kiến khác", 1)),
                    VERDICT,
                ),
            ),
        ),
    ),
    conclusions=CONCLUSIONS,
)
STATE_MINUTES = replace(
    MINUTES,
    rule_set="state",
    superior="Ủy ban nhân dân tỉnh Vĩnh Phúc",
    issuer="Văn phòng",
    symbol="05/BB-VP",
    recipients=("Như thành phần dự họp", "Lưu: VT, TH"),
)
GROUNDS = (
    "Thực hiện Chỉ thị số 23-CT/TU ngày 12/5/2022 của Ban Thường vụ Tỉnh ủy và Nghị quyết "
    "số 52-NQ/TW, Văn phòng Tỉnh ủy đã triển khai phòng họp không giấy tại trụ sở Tỉnh ủy "
    "từ ngày 01/8/2022."
)
RESULTS = (
    "Qua một tháng, 100% phiên họp của Ban Thường vụ dùng tài liệu điện tử; <tiết kiệm> "
    "khoảng 42.000 trang giấy & rút ngắn thời gian chuẩn bị tài liệu."
)
LETTER = OfficialLetter(
    rule_set="party",
    superior="Tỉnh ủy Vĩnh Phúc",
    issuer="Văn phòng",
    symbol="57-TTr/VPTU",
    place="Vĩnh Phúc",
    day=date(2022, 8, 5),
    kind="Tờ trình",
    abstract=("về việc ban hành Quy chế sử dụng", "phòng họp không giấy của Tỉnh ủy"),
    addressees=("Ban Thường vụ Tỉnh ủy", "Thường trực Tỉnh ủy"),
    sections=(
        Section(
            "I. SỰ CẦN THIẾT",
            (GROUNDS, RESULTS),
        ),
        Section(
            "II. NỘI DUNG ĐỀ NGHỊ",
            ("Kinh phí dự kiến như sau:",),
            LetterTable(
                ("STT", "Nội dung", "Số lượng", "Thành tiền (triệu đồng)"),
                (
                    ("1", "Máy tính bảng cho đại biểu", "65", "812"),
                    ("2", "Thiết bị ký số theo 27-QĐ/TW", "40", "96"),
                    ("3", "Đường truyền dự phòng", "2", "48"),
                ),
                (1, 6, 2, 3),
            ),
        ),
    ),
    closing="Văn phòng Tỉnh ủy kính trình Ban Thường vụ Tỉnh ủy xem xét, quyết định.",
    recipients=("Như trên", "Ban Tổ chức Tỉnh ủy", "Lưu Văn phòng Tỉnh ủy"),
    signer=Signer("Phùng Thế Vinh", "Chánh Văn phòng"),
)
STATE_LETTER = replace(
    LETTER,
    rule_set="state",
    superior="Ủy ban nhân dân tỉnh Vĩnh Phúc",
    issuer="Sở Thông tin và Truyền thông",
    symbol="15/TTr-STTTT",
    addressees=("Ủy ban nhân dân tỉnh",),
    bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ",
    ),
    recipients=("Như trên", "Sở Nội vụ", "Lưu: VT, CNTT"),
    signer=Signer("Nguyễn Văn Ánh", "Phó Giám đốc", ("KT. GIÁM ĐỐC",)),
)
NOTICE = NoticeFacts(
    rule_set="party",
    superior="Tỉnh ủy Vĩnh Phúc",
    issuer="Văn phòng",
    symbol="142-TB/VPTU",
    place="Vĩnh Phúc",
    day=date(2022, 8, 31),
    abstract=("Kết luận phiên họp Ban Thường vụ Tỉnh ủy", "ngày 31 tháng 8 năm 2022"),
    opening=(
        "Ngày 31/8/2022, Ban Thường vụ Tỉnh ủy họp dưới sự chủ trì của đồng chí Đỗ Khắc Hiển, "
        "Phó Bí thư Thường trực Tỉnh ủy; có mặt 13/15 đồng chí Ủy viên Ban Thường vụ và đại diện "
        "các huyện ủy, thành ủy. Sau khi nghe báo cáo và thảo luận, Ban Thường vụ Tỉnh ủy kết luận:"
    ),
    conclusions=CONCLUSIONS,
    closing=(
        "Văn phòng Tỉnh ủy thông báo để các cơ quan, đơn vị biết, thực hiện và cập nhật tiến độ "
        "trên phần mềm theo dõi."
    ),
    recipients=(
        "Thường trực Tỉnh ủy (để báo cáo)",
        "Ban Tổ chức, Ban Tuyên giáo, Ban Dân vận Tỉnh ủy",
        "Ủy ban Kiểm tra Tỉnh ủy",
        "Các huyện ủy, thành ủy",
        "Lưu Văn phòng Tỉnh ủy",
    ),
    signer=Signer("Phùng Thế Vinh", "Chánh Văn phòng", ("T/L BAN THƯỜNG VỤ",)),
)
INVITATION = InvitationFacts(
    rule_set="party",
    issuer="Tỉnh ủy Vĩnh Phúc",
    symbol="…-GM/TU",
    place="Vĩnh Phúc",
    day=date(2022, 8, 24),
    body="Ban Thường vụ Tỉnh ủy",
    meeting_title="Phiên họp Ban Thường vụ Tỉnh ủy, kỳ thứ 31",
    starts_at=datetime(2022, 8, 31, 14, 0, tzinfo=ZONE),
    ends_at=datetime(2022, 8, 31, 17, 0, tzinfo=ZONE),
    venue="Phòng họp số 1, trụ sở Tỉnh ủy",
    chair=Guest(CHAIR.name, CHAIR.office),
    points=(
        Point("1", "Sơ kết một tháng triển khai phần mềm theo dõi", "Phùng Thế Vinh", 30, ()),
        Point(
            "2", "Dự thảo Quy chế sử dụng phòng họp không giấy", papers=("Tờ trình số 57-TTr/VPTU",)
        ),
    ),
    signer=Signer(SECRETARY.name, "Trưởng phòng Tổng hợp", ("T/L Ban Thường vụ Tỉnh ủy",)),
    guest=Guest("Hà Thị Mai", "Bí thư Huyện ủy Tam Đảo", "Khách mời"),
    people=tuple(Guest(person.name, "Ủy viên Ban Thường vụ", "Thành viên") for person in MEMBERS),
    answer_by=datetime(2022, 8, 29, 17, 0, tzinfo=ZONE),
    recipients=("Như trên", "Lưu Văn phòng Tỉnh ủy"),
)
STATE_INVITATION = replace(
    INVITATION,
    rule_set="state",
    superior="Ủy ban nhân dân tỉnh Vĩnh Phúc",
    issuer="Văn phòng",
    symbol="…/GM-VP",
    guest=None,
    recipients=("Như trên", "Lưu: VT"),
)
