"""What stands in the papers of the sample meetings. Figures are invented."""

from collections.abc import Iterable

from documents.official.letter import LetterTable

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

STEPS = (
    ("khảo sát hạ tầng", "đường truyền, thiết bị, phòng họp và nhân sự phụ trách"),
    ("chuẩn bị tài khoản", "danh mục đơn vị, chức vụ, người dùng và phân quyền theo chức vụ"),
    ("tập huấn", "lãnh đạo, thư ký, văn thư và cán bộ theo dõi của từng đơn vị"),
    ("vận hành thử", "ít nhất hai phiên họp không giấy và một kỳ báo cáo tiến độ"),
    ("đưa vào sử dụng", "mọi phiên họp cấp ủy, mọi nhiệm vụ giao từ kết luận, chỉ thị"),
    ("đánh giá", "số phiên họp, số nhiệm vụ, tỷ lệ đúng hạn và ý kiến người dùng"),
)


def results() -> tuple[str, ...]:
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


def situations() -> Iterable[str]:
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


def table() -> LetterTable:
    rows = tuple(
        (str(number), unit, str(cells), str(accounts), _grouped(members))
        for number, (unit, cells, accounts, members) in enumerate(DISTRICTS, start=1)
    )
    return LetterTable(
        heads=("TT", "Đơn vị", "Chi bộ, đảng bộ cơ sở", "Tài khoản", "Đảng viên"),
        rows=rows,
        widths=(1, 5, 3, 2, 2),
    )


def asked() -> tuple[str, ...]:
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


def steps() -> Iterable[str]:
    for unit, cells, accounts, _members in DISTRICTS:
        for number, (step, content) in enumerate(STEPS, start=1):
            yield (
                f"{unit}, bước {number}, {step}: thực hiện đối với {content}; phạm vi {cells} chi bộ, "
                f"đảng bộ cơ sở và {accounts} tài khoản; kết quả gửi Văn phòng Tỉnh ủy tổng hợp."
            )


def money() -> tuple[str, ...]:
    return (
        "Kinh phí thực hiện trong dự toán được giao theo Kế hoạch số 81-KH/TU; không phát sinh thiết "
        "bị ngoài danh mục đã duyệt. Máy tính bảng được cấp theo số ủy viên cấp ủy của từng đơn vị.",
        "Hệ thống chạy trong mạng của tỉnh, không gửi dữ liệu ra ngoài; văn bản có độ mật không đưa "
        "lên hệ thống. Nhật ký thao tác được nối chuỗi để phát hiện mọi sửa đổi.",
    )


def purpose() -> tuple[str, ...]:
    return (
        "Giúp Ban Thường vụ, Thường trực Tỉnh ủy theo dõi đầy đủ, thường xuyên việc lãnh đạo, chỉ đạo "
        "triển khai thực hiện của các đơn vị; đôn đốc, kiểm tra kịp thời nhiệm vụ được giao.",
        "Mỗi nhiệm vụ có một đơn vị chủ trì, các đơn vị phối hợp, một đồng chí lãnh đạo chỉ đạo và "
        "những đơn vị nhận để biết; tiến độ, minh chứng và đánh giá được giữ cùng nhiệm vụ.",
    )


def duties() -> Iterable[str]:
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


def weaknesses() -> tuple[str, ...]:
    return (
        "Một số đơn vị được giao nhiệm vụ chưa kịp thời, chưa thường xuyên cập nhật tiến độ; báo cáo "
        "chủ yếu theo định kỳ, minh chứng chưa đầy đủ.",
        "Đường truyền ở một số xã miền núi chưa ổn định; máy tính bảng còn thiếu; một bộ phận cán bộ "
        "ngại thay đổi cách làm.",
    )
