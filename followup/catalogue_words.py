"""What screens say of the catalogues of follow-up."""

from flask_babel import lazy_gettext as _l

from ecabinet.catalogues.widgets import Day, Flag
from ecabinet.catalogues.words import CatalogueWords, register_words
from followup.catalogues import FIELDS_OF_WORK
from followup.days_off import DAYS_OFF

DAY_FIELDS = {
    "day": Day(_l("Ngày"), required=True, listed=True),
    "working": Flag(
        _l("Là ngày làm bù"), listed=True, options=((True, _l("làm việc")), (False, _l("nghỉ")))
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
