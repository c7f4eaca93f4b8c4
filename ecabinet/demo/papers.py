"""Papers of the sample meetings, in official layout, from the facts of the article. Figures are invented."""

from collections.abc import Iterable
from datetime import date

from documents.official.letter import LetterTable, OfficialLetter, Section
from documents.official.parts import Signer

DISTRICTS = (
    ("Thành ủy Vĩnh Yên", 52, 214, 1180),
    ("Thành ủy Phúc Yên", 47, 196, 1015),
    ("Huyện ủy Tam Đảo", 39, 148, 742),
    ("Huyện ủy Vĩnh Tường", 61, 262, 1394),
    ("Huyện ủy Yên Lạc", 50, 205, 1120),
    ("Huyện ủy Bình Xuyên", 48, 190, 986),
    ("Huyện ủy Tam Dương", 44, 176, 901),
    ("Huyện ủy Lập Thạch", 55, 231, 1203),
    ("Huyện ủy Sông Lô", 42, 163, 815),
)

GROUNDS = (
    "Căn cứ Quyết định số 27-QĐ/TW, ngày 10/8/2021 của Ban Bí thư về chương trình ứng dụng công "
    "nghệ thông tin trong hoạt động của các cơ quan Đảng giai đoạn 2021-2025",
    "Căn cứ Chỉ thị số 23-CT/TU, ngày 16/5/2022 của Ban Thường vụ Tỉnh ủy về tăng cường công tác "
    "lãnh đạo của Đảng đối với quá trình chuyển đổi số trên địa bàn tỉnh",
    "Căn cứ Kế hoạch số 81-KH/TU, ngày 19/4/2022 của Tỉnh ủy về ứng dụng công nghệ thông tin trong "
    "hoạt động của các cơ quan Đảng tỉnh giai đoạn 2021-2025",
)

STEPS = (
    ("khảo sát hạ tầng", "đường truyền, thiết bị, phòng họp và nhân sự phụ trách"),
    ("chuẩn bị tài khoản", "danh mục đơn vị, chức vụ, người dùng và phân quyền theo chức vụ"),
    ("tập huấn", "lãnh đạo, thư ký, văn thư và cán bộ theo dõi của từng đơn vị"),
    ("vận hành thử", "ít nhất hai phiên họp không giấy và một kỳ báo cáo tiến độ"),
    ("đưa vào sử dụng", "mọi phiên họp cấp ủy, mọi nhiệm vụ giao từ kết luận, chỉ thị"),
    ("đánh giá", "số phiên họp, số nhiệm vụ, tỷ lệ đúng hạn và ý kiến người dùng"),
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
            Section("1. Kết quả bước đầu", _results()),
            Section("2. Hiện trạng từng đơn vị", tuple(_situations()), _table()),
            Section("3. Nội dung xin ý kiến", _asked()),
            Section("4. Các bước thực hiện ở từng đơn vị", tuple(_steps())),
            Section("5. Kinh phí và bảo đảm an toàn thông tin", _money()),
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
            Section("I. Mục đích, yêu cầu", _purpose()),
            Section("II. Nội dung và tiến độ", tuple(_steps()), _table()),
            Section("III. Tổ chức thực hiện", tuple(_duties())),
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
            Section("I. Kết quả", (*_results(), *_situations()), _table()),
            Section("II. Hạn chế, nguyên nhân", _weaknesses()),
            Section("III. Nhiệm vụ thời gian tới", tuple(_duties())),
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
                table=_table(),
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


def _results() -> tuple[str, ...]:
    return (
        "Phòng họp không giấy E-cabinet tại Tỉnh ủy đã đơn giản hóa việc tổ chức cuộc họp, giảm văn "
        "bản giấy, tiết kiệm chi phí, rút ngắn thời gian họp, nâng cao chất lượng thảo luận, giúp "
        "lãnh đạo đưa ra quyết định kịp thời, nhanh chóng, chính xác.",
        "Phần mềm theo dõi việc thực hiện nghị quyết, chỉ thị, kết luận đã giúp Ban Thường vụ Tỉnh ủy "
        "nắm tiến độ của từng đơn vị thường xuyên, thay cho báo cáo định kỳ bằng văn bản giấy.",
        "Phần mềm quản lý điều hành nội bộ giữ lại trao đổi, ý kiến và tài liệu cùng với nhiệm vụ; "
        "thông tin không còn trôi đi trong các nhóm nhắn tin, có thống kê và tìm kiếm được.",
        "Trước đây, việc truyền đạt chỉ đạo từ trên xuống và đề xuất từ dưới lên đều qua gặp trực "
        "tiếp hoặc phiếu chuyển bằng giấy, làm chậm tiến độ giải quyết nhiệm vụ, mất nhiều thời gian, "
        "công sức và kinh phí văn phòng phẩm.",
    )


def _situations() -> Iterable[str]:
    for unit, cells, accounts, members in DISTRICTS:
        yield (
            f"{unit}: có {cells} chi bộ, đảng bộ cơ sở với {_grouped(members)} đảng viên thường xuyên dự họp; "
            f"đã lập danh sách {accounts} tài khoản; phòng họp chính có đường truyền riêng, hai điểm "
            "phát không dây và màn hình lớn; máy tính bảng hiện dùng chung với phòng họp Ủy ban nhân "
            "dân, cần bổ sung để mỗi ủy viên có một máy. Văn thư đã quen với phần mềm quản lý văn "
            "bản, cán bộ theo dõi chưa được tập huấn về báo cáo tiến độ và gia hạn."
        )


def _grouped(number: int) -> str:
    """A number with a point between thousands, as it is written in Vietnamese."""
    return f"{number:,}".replace(",", ".")


def _table() -> LetterTable:
    rows = tuple(
        (str(number), unit, str(cells), str(accounts), _grouped(members))
        for number, (unit, cells, accounts, members) in enumerate(DISTRICTS, start=1)
    )
    return LetterTable(
        heads=("TT", "Đơn vị", "Chi bộ, đảng bộ cơ sở", "Tài khoản", "Đảng viên"),
        rows=rows,
        widths=(1, 5, 3, 2, 2),
    )


def _asked() -> tuple[str, ...]:
    return (
        "a) Mở rộng phòng họp không giấy E-cabinet đến các huyện ủy, thành ủy và đảng ủy trực thuộc "
        "theo hai đợt; đợt 1 gồm hai thành ủy và ba huyện ủy có đường truyền ổn định, đợt 2 gồm các "
        "đơn vị còn lại, hoàn thành trong quý I năm sau.",
        "b) Giao Văn phòng Tỉnh ủy chủ trì, phối hợp với Ban Tuyên giáo Tỉnh ủy, Sở Thông tin và "
        "Truyền thông tổ chức tập huấn cho lãnh đạo, thư ký và văn thư của từng đơn vị trước khi đưa "
        "vào sử dụng.",
        "c) Từ khi đưa vào sử dụng, kết luận phiên họp được giao thành nhiệm vụ ngay trên phần mềm; "
        "đơn vị được giao tiếp nhận, phân công và báo cáo tiến độ trên cùng hệ thống.",
    )


def _steps() -> Iterable[str]:
    for unit, cells, accounts, _members in DISTRICTS:
        for number, (step, content) in enumerate(STEPS, start=1):
            yield (
                f"{unit}, bước {number}, {step}: thực hiện đối với {content}; phạm vi {cells} chi bộ, "
                f"đảng bộ cơ sở và {accounts} tài khoản; kết quả gửi Văn phòng Tỉnh ủy tổng hợp."
            )


def _money() -> tuple[str, ...]:
    return (
        "Kinh phí thực hiện trong dự toán được giao theo Kế hoạch số 81-KH/TU; không phát sinh thiết "
        "bị ngoài danh mục đã duyệt. Máy tính bảng được cấp theo số ủy viên cấp ủy của từng đơn vị.",
        "Hệ thống chạy trong mạng của tỉnh, không gửi dữ liệu ra ngoài; văn bản có độ mật không đưa "
        "lên hệ thống. Nhật ký thao tác được nối chuỗi để phát hiện mọi sửa đổi.",
    )


def _purpose() -> tuple[str, ...]:
    return (
        "Giúp Ban Thường vụ, Thường trực Tỉnh ủy theo dõi đầy đủ, thường xuyên việc lãnh đạo, chỉ đạo "
        "triển khai thực hiện của các đơn vị; đôn đốc, kiểm tra kịp thời nhiệm vụ được giao.",
        "Mỗi nhiệm vụ có một đơn vị chủ trì, các đơn vị phối hợp, một đồng chí lãnh đạo chỉ đạo và "
        "những đơn vị nhận để biết; tiến độ, minh chứng và đánh giá được giữ cùng nhiệm vụ.",
    )


def _duties() -> Iterable[str]:
    yield (
        "Văn phòng Tỉnh ủy chủ trì, theo dõi, đôn đốc, tổng hợp, báo cáo Thường trực Tỉnh ủy hằng "
        "tháng; cấp tài khoản, phân quyền và hỗ trợ người dùng."
    )
    yield (
        "Ban Tổ chức Tỉnh ủy cung cấp danh mục đơn vị, chức vụ và cập nhật khi có thay đổi; Ủy ban "
        "Kiểm tra Tỉnh ủy giám sát việc báo cáo đúng thực tế."
    )
    for unit, *_ in DISTRICTS:
        yield (
            f"{unit} phân công một đồng chí trong ban thường vụ phụ trách, bố trí văn thư và cán bộ "
            "theo dõi, báo cáo tiến độ trước ngày 25 hằng tháng."
        )


def _weaknesses() -> tuple[str, ...]:
    return (
        "Một số đơn vị được giao nhiệm vụ chưa kịp thời, chưa thường xuyên cập nhật tiến độ; báo cáo "
        "chủ yếu theo định kỳ, minh chứng chưa đầy đủ.",
        "Đường truyền ở một số xã miền núi chưa ổn định; máy tính bảng còn thiếu; một bộ phận cán bộ "
        "ngại thay đổi cách làm.",
    )
