"""What a fresh office finds in the catalogues of documents: code → Vietnamese, English."""

PARTY = {
    "NQ": ("Nghị quyết", "Resolution"),
    "QĐ": ("Quyết định", "Decision"),
    "QĐi": ("Quy định", "Regulation"),
    "CT": ("Chỉ thị", "Directive"),
    "KL": ("Kết luận", "Conclusion"),
    "QC": ("Quy chế", "Statute"),
    "TB": ("Thông báo", "Notice"),
    "BC": ("Báo cáo", "Report"),
    "KH": ("Kế hoạch", "Plan"),
    "CTr": ("Chương trình", "Programme"),
    "TTr": ("Tờ trình", "Submission"),
    "CV": ("Công văn", "Official letter"),
    "BB": ("Biên bản", "Minutes"),
    "HD": ("Hướng dẫn", "Guidance"),
    "TT": ("Thông tri", "Instruction"),
    "ĐA": ("Đề án", "Scheme"),
    "PA": ("Phương án", "Option"),
    "GM": ("Giấy mời", "Invitation"),
    "PC": ("Phiếu chuyển", "Transfer slip"),
    "PGV": ("Phiếu giao việc", "Task assignment"),
}
STATE = {
    "L": ("Luật", "Law"),
    "NĐ": ("Nghị định", "Decree"),
    "NQ": ("Nghị quyết", "Resolution"),
    "QĐ": ("Quyết định", "Decision"),
    "CT": ("Chỉ thị", "Directive"),
    "TT": ("Thông tư", "Circular"),
    "QC": ("Quy chế", "Statute"),
    "QyĐ": ("Quy định", "Regulation"),
    "TB": ("Thông báo", "Notice"),
    "BC": ("Báo cáo", "Report"),
    "KH": ("Kế hoạch", "Plan"),
    "CTr": ("Chương trình", "Programme"),
    "TTr": ("Tờ trình", "Submission"),
    "BB": ("Biên bản", "Minutes"),
    "HD": ("Hướng dẫn", "Guidance"),
    "ĐA": ("Đề án", "Scheme"),
    "PA": ("Phương án", "Option"),
    "CĐ": ("Công điện", "Official telegram"),
    # The decree gives letters no sign; without one the register could not number them.
    "CV": ("Công văn", "Official letter"),
    "GM": ("Giấy mời", "Invitation"),
    "PC": ("Phiếu chuyển", "Transfer slip"),
    "PGV": ("Phiếu giao việc", "Task assignment"),
}
# Types whose documents order work; a report or a submission does not.
DIRECTING = frozenset(
    ("NQ", "QĐ", "QĐi", "QyĐ", "CT", "KL", "KH", "CTr", "TB", "TT", "HD", "ĐA", "L", "NĐ", "CĐ")
)

BODIES = {
    "TW": ("Trung ương Đảng", "Central Committee of the Party"),
    "VPTW": ("Văn phòng Trung ương Đảng", "Office of the Central Committee"),
    "TU": ("Tỉnh ủy", "Provincial Party Committee"),
    "VPTU": ("Văn phòng Tỉnh ủy", "Office of the Provincial Party Committee"),
    "BTCTU": ("Ban Tổ chức Tỉnh ủy", "Provincial Organisation Board"),
    "UBKTTU": ("Ủy ban Kiểm tra Tỉnh ủy", "Provincial Inspection Commission"),
    "BTGTU": ("Ban Tuyên giáo Tỉnh ủy", "Provincial Information and Education Board"),
    "BDVTU": ("Ban Dân vận Tỉnh ủy", "Provincial Mass Mobilisation Board"),
    "HU": ("Huyện ủy", "District Party Committee"),
    "ĐU": ("Đảng ủy", "Party Committee"),
    "CB": ("Chi bộ", "Party Cell"),
    "CP": ("Chính phủ", "Government"),
    "TTg": ("Thủ tướng Chính phủ", "Prime Minister"),
    "HĐND": ("Hội đồng nhân dân", "People’s Council"),
    "UBND": ("Ủy ban nhân dân", "People’s Committee"),
}
STATE_BODIES = frozenset(("CP", "TTg", "HĐND", "UBND"))
SUPERIORS = {
    "VPTW": "TW",
    "TU": "TW",
    "VPTU": "TU",
    "BTCTU": "TU",
    "UBKTTU": "TU",
    "BTGTU": "TU",
    "BDVTU": "TU",
    "HU": "TU",
    "ĐU": "TU",
    "CB": "ĐU",
}
