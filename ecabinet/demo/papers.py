"""Papers of the sample meetings, in official layout, from the facts of the article. Figures are invented."""

from datetime import date

from documents.official.letter import OfficialLetter, Section
from documents.official.parts import Signer
from ecabinet.demo import paper_texts

GROUNDS = (
    "Căn cứ Quyết định số 27-QĐ/TW, ngày 10/8/2021 của Ban Bí thư về chương trình ứng dụng công "
    "nghệ thông tin trong hoạt động của các cơ quan Đảng giai đoạn 2021-2025",
    "Căn cứ Chỉ thị số 23-CT/TU, ngày 16/5/2022 của Ban Thường vụ Tỉnh ủy về tăng cường công tác "
    "lãnh đạo của Đảng đối với quá trình chuyển đổi số trên địa bàn tỉnh",
    "Căn cứ Kế hoạch số 81-KH/TU, ngày 19/4/2022 của Tỉnh ủy về ứng dụng công nghệ thông tin trong "
    "hoạt động của các cơ quan Đảng tỉnh giai đoạn 2021-2025",
)


def proposal(day: date, symbol: str) -> OfficialLetter:
    """Tờ trình: widen the paperless meeting room to districts (about nine pages)."""
    return _letter(
        day,
        symbol,
        "Tờ trình",
        (
            "về việc mở rộng phòng họp không giấy E-cabinet",
            "đến các huyện ủy, thành ủy và đảng ủy trực thuộc",
        ),
        (
            Section("1. Kết quả bước đầu", paper_texts.results()),
            Section(
                "2. Hiện trạng từng đơn vị", tuple(paper_texts.situations()), paper_texts.table()
            ),
            Section("3. Nội dung xin ý kiến", paper_texts.asked()),
            Section("4. Các bước thực hiện ở từng đơn vị", tuple(paper_texts.steps())),
            Section("5. Kinh phí và bảo đảm an toàn thông tin", paper_texts.money()),
        ),
        "Trân trọng kính trình Ban Thường vụ Tỉnh ủy xem xét, cho ý kiến.",
        addressees=("Ban Thường vụ Tỉnh ủy",),
    )


def plan(day: date, symbol: str) -> OfficialLetter:
    """Kế hoạch: the steps in each unit."""
    return _letter(
        day,
        symbol,
        "Kế hoạch",
        ("triển khai phần mềm theo dõi việc thực hiện", "nghị quyết, chỉ thị, kết luận"),
        (
            Section("I. Mục đích, yêu cầu", paper_texts.purpose()),
            Section("II. Nội dung và tiến độ", tuple(paper_texts.steps()), paper_texts.table()),
            Section("III. Tổ chức thực hiện", tuple(paper_texts.duties())),
        ),
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo về Văn phòng Tỉnh ủy để "
        "tổng hợp, trình Thường trực Tỉnh ủy xem xét.",
    )


def report(day: date, symbol: str) -> OfficialLetter:
    """Báo cáo: what came of a programme."""
    return _letter(
        day,
        symbol,
        "Báo cáo",
        (
            "sơ kết thực hiện Chương trình hành động số 84-CTr/TU",
            "về chủ động tham gia cuộc Cách mạng công nghiệp lần thứ tư",
        ),
        (
            Section(
                "I. Kết quả",
                (*paper_texts.results(), *paper_texts.situations()),
                paper_texts.table(),
            ),
            Section("II. Hạn chế, nguyên nhân", paper_texts.weaknesses()),
            Section("III. Nhiệm vụ thời gian tới", tuple(paper_texts.duties())),
        ),
        "Trên đây là báo cáo kết quả thực hiện, kính trình Ban Thường vụ Tỉnh ủy.",
        addressees=("Ban Thường vụ Tỉnh ủy",),
    )


def evidence(day: date, symbol: str, unit: str, percent: int) -> OfficialLetter:
    """A unit's short report on a task, as evidence."""
    return _letter(
        day,
        symbol,
        "Báo cáo",
        ("kết quả thực hiện nhiệm vụ được giao",),
        (
            Section(
                paragraphs=(
                    f"{unit} báo cáo: đến ngày {day:%d/%m/%Y} đã hoàn thành {percent} % khối lượng "
                    "nhiệm vụ được giao; các tài khoản đã cấp đúng danh sách, có biên bản nghiệm thu.",
                ),
                table=paper_texts.table(),
            ),
        ),
        "Trân trọng báo cáo.",
        addressees=("Văn phòng Tỉnh ủy",),
    )


def _letter(
    day: date,
    symbol: str,
    kind: str,
    abstract: tuple[str, ...],
    sections: tuple[Section, ...],
    closing: str,
    addressees: tuple[str, ...] = (),
) -> OfficialLetter:
    return OfficialLetter(
        rule_set="party",
        superior="Tỉnh ủy Vĩnh Phúc",
        issuer="Văn phòng",
        symbol=symbol,
        place="Vĩnh Yên",
        day=day,
        kind=kind,
        abstract=abstract,
        addressees=addressees,
        bases=GROUNDS,
        sections=sections,
        closing=closing,
        recipients=("Thường trực Tỉnh ủy", "Các ban Tỉnh ủy", "Lưu Văn phòng Tỉnh ủy"),
        signer=Signer(position="Chánh Văn phòng", name="Đỗ Quang Vinh"),
    )
