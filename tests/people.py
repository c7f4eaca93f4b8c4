"""Units and people of the small office."""

from ecabinet.core.actors import Role

UNITS = {
    "TU": "Tỉnh ủy Vĩnh Phúc",
    "VPTU": "Văn phòng Tỉnh ủy",
    "BTCTU": "Ban Tổ chức Tỉnh ủy",
    "UBKTTU": "Ủy ban Kiểm tra Tỉnh ủy",
    "HUTD": "Huyện ủy Tam Đảo",
}

PEOPLE: dict[str, tuple[str, list[tuple[str, Role, str]]]] = {
    "quantri": ("Lê Quản Trị", [("VPTU", Role.ADMINISTRATOR, "Quản trị hệ thống")]),
    "thuky": ("Phạm Thu Ký", [("TU", Role.SECRETARY, "Thư ký")]),
    "chutri": ("Nguyễn Minh Khôi", [("TU", Role.LEADER, "Bí thư Tỉnh ủy")]),
    "daibieu01": ("Trần Văn An", [("TU", Role.MEMBER, "Ủy viên Ban Thường vụ")]),
    "daibieu02": ("Lê Thị Bình", [("TU", Role.MEMBER, "Ủy viên Ban Thường vụ")]),
    "daibieu03": ("Hoàng Tuyết Mai", [("TU", Role.MEMBER, "Ủy viên Ban Thường vụ")]),
    "khach01": ("Đặng Quốc Khách", [("HUTD", Role.OFFICIAL, "Chuyên viên")]),
    "vanthu": ("Đỗ Thị Văn Thư", [("VPTU", Role.CLERK, "Văn thư")]),
    "canbo": ("Vũ Đình Cán Bộ", [("VPTU", Role.OFFICIAL, "Chuyên viên")]),
    "lanhdao": ("Đỗ Khắc Hiển", [("TU", Role.LEADER, "Phó Bí thư Thường trực")]),
    "cuong": ("Lý Mạnh Cường", [("BTCTU", Role.OFFICIAL, "Chuyên viên")]),
}
