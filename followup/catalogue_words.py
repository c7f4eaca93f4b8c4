"""What screens say of the catalogues of follow-up."""

from flask_babel import lazy_gettext as _l

from documents.symbols import SymbolStyle
from ecabinet.catalogues.widgets import Choice, Day, Flag, Number, Numbers
from ecabinet.catalogues.words import CatalogueWords, register_words
from followup.catalogues import FIELDS_OF_WORK
from followup.days_off import DAYS_OFF
from followup.reminder_rules import REMINDER_RULES

DAY_FIELDS = {
    "day": Day(_l("Ngày"), required=True, listed=True),
    "working": Flag(
        _l("Là ngày làm bù"), listed=True, options=((True, _l("làm việc")), (False, _l("nghỉ")))
    ),
}

_HOUR = _l("giờ")
RULE_FIELDS = {
    "before": Numbers(
        _l("Nhắc trước hạn"), _l("Số ngày, cách nhau dấu phẩy. Ví dụ: 7, 3, 1."), listed=True
    ),
    "on_day": Flag(_l("Nhắc vào đúng ngày hạn"), options=((True, _l("có")), (False, _l("không")))),
    "late_every": Number(
        _l("Quá hạn, nhắc lại sau mỗi"),
        _l("ngày, lần đầu vào hôm sau ngày hạn; 0: chỉ nhắc lần đó"),
        listed=True,
    ),
    "escalate_after": Number(
        _l("Báo lãnh đạo chỉ đạo khi quá hạn"), _l("ngày; 0: không báo"), listed=True
    ),
    "escalate_every": Number(_l("Báo lại sau mỗi"), _l("ngày; 0: chỉ báo một lần")),
    "rest_quiet": Flag(
        _l("Không gửi vào ngày nghỉ"), options=((True, _l("đúng")), (False, _l("vẫn gửi")))
    ),
    "from_hour": Number(_l("Gửi từ"), unit=_HOUR, required=True, most=24),
    "to_hour": Number(_l("Thôi gửi từ"), unit=_HOUR, required=True, most=24),
    "rule_set": Choice(
        _l("Thể thức công văn đôn đốc"),
        options=(
            (SymbolStyle.PARTY, _l("Văn bản của Đảng")),
            (SymbolStyle.STATE, _l("Văn bản hành chính")),
        ),
    ),
}


def register_catalogue_words() -> None:
    """Register the words of all catalogues of follow-up."""
    text = _l("Để phân loại văn bản chỉ đạo và nhiệm vụ.")
    register_words(FIELDS_OF_WORK, CatalogueWords(_l("Lĩnh vực"), text, "bookmark", 60))
    register_words(
        DAYS_OFF,
        CatalogueWords(
            _l("Ngày nghỉ, ngày làm bù"),
            _l("Bổ sung cho ngày nghỉ theo luật khi tính hạn."),
            "calendar",
            70,
            DAY_FIELDS,
            advice=_l("Chỉ tính cho hạn đặt từ nay; hạn đã giao không tính lại."),
            used=_l("Đã qua"),
        ),
    )
    register_words(
        REMINDER_RULES,
        CatalogueWords(
            _l("Nhắc hạn, đôn đốc"),
            _l("Khi nào nhắc người làm, khi nào báo lãnh đạo chỉ đạo, lúc nào không làm phiền."),
            "bell",
            80,
            RULE_FIELDS,
            advice=_l(
                "Mã là ký hiệu đơn vị (VPTU): áp dụng cho đơn vị đó và cấp dưới. CHUNG: mọi đơn vị "
                "còn lại. Thay đổi có hiệu lực từ lần gửi tới."
            ),
        ),
    )
