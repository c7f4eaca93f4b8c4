"""What screens say of the catalogues of documents."""

from flask_babel import lazy_gettext as _l

from documents.catalogues import ISSUING_BODIES, PARTY_TYPES, STATE_TYPES, TERMS, Numbering
from ecabinet.catalogues.widgets import Choice, Day, Flag, Reference
from ecabinet.catalogues.words import CatalogueWords, register_words

TYPE_FIELDS = {
    "numbering": Choice(
        _l("Đánh số"),
        listed=True,
        options=(
            (Numbering.TERM, _l("theo nhiệm kỳ")),
            (Numbering.YEAR, _l("theo năm")),
        ),
    ),
    "directive": Flag(
        _l("Là văn bản chỉ đạo"), listed=True, options=((True, _l("có")), (False, _l("không")))
    ),
}
BODY_FIELDS = {
    "superior": Reference(_l("Cơ quan cấp trên"), listed=True),
    "rule_set": Choice(
        _l("Thể thức văn bản"),
        listed=True,
        options=(("party", _l("Văn bản của Đảng")), ("state", _l("Văn bản hành chính"))),
    ),
}
TERM_FIELDS = {
    "begins_on": Day(_l("Từ ngày"), required=True, listed=True),
    "ends_on": Day(_l("Đến ngày"), listed=True),
}


def register_catalogue_words() -> None:
    """Register the words of all catalogues of documents."""
    text = _l("Ký hiệu loại trong số, ký hiệu văn bản.")
    for rank, catalogue, title in (
        (30, PARTY_TYPES, _l("Loại văn bản của Đảng")),
        (40, STATE_TYPES, _l("Loại văn bản của Nhà nước")),
    ):
        register_words(catalogue, CatalogueWords(title, text, "file", rank, TYPE_FIELDS))
    register_words(
        ISSUING_BODIES,
        CatalogueWords(
            _l("Cơ quan ban hành"), _l("Ký hiệu cơ quan trong văn bản."), "unit", 50, BODY_FIELDS
        ),
    )
    register_words(
        TERMS,
        CatalogueWords(
            _l("Nhiệm kỳ"),
            _l("Số văn bản của Đảng chạy theo nhiệm kỳ; mỗi nhiệm kỳ bắt đầu lại từ 01."),
            "calendar",
            60,
            TERM_FIELDS,
        ),
    )
