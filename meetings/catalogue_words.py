"""What screens say of the catalogues of meetings."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ecabinet.catalogues.widgets import Choice, Lines, Number, ShareOfWhole, Widget
from ecabinet.catalogues.words import CatalogueWords, register_words
from meetings.catalogue import RuleSet
from meetings.kinds import MEETING_KINDS, ROOMS
from meetings.terms import Base


class AgendaLines(Lines):
    """Items of an agenda: a title, and after a bar the minutes."""

    def read_line(self, line: str) -> dict[str, Any]:
        """Return title and minutes."""
        title, bar, minutes = line.rpartition("|")
        if not bar:
            return {"title": line}
        if not minutes.strip().isdecimal():
            raise ValueError("catalogue.bad_line")
        return {"title": title.strip(), "minutes": int(minutes)}

    def show_line(self, item: Any) -> str:
        """Return the line."""
        return f"{item.title} | {item.minutes}"


KIND_FIELDS = {
    "body": Widget(_l("Tên tập thể họp"), _l("{unit} là tên đơn vị họp."), required=True),
    "quorum": ShareOfWhole(_l("Đủ số người dự khi có"), listed=True),
    "vote_base": Choice(
        _l("Tính trên"),
        options=(
            (Base.MEMBERS, _l("tổng số thành viên")),
            (Base.PRESENT, _l("số thành viên có mặt")),
            (Base.VALID, _l("số phiếu đã gửi")),
        ),
    ),
    "vote_share": ShareOfWhole(_l("Thông qua khi tán thành"), listed=True),
    "rule_set": Choice(
        _l("Thể thức văn bản"),
        options=(
            (None, _l("Chọn khi tạo phiên họp")),
            (RuleSet.PARTY, _l("Văn bản của Đảng")),
            (RuleSet.STATE, _l("Văn bản hành chính")),
        ),
    ),
    "minutes": Number(_l("Thời lượng"), unit=_l("phút"), required=True, listed=True),
    "agenda": AgendaLines(_l("Nội dung mẫu"), _l("Mỗi dòng một nội dung, số phút sau dấu |.")),
}
ROOM_FIELDS = {
    "place": Widget(_l("Địa điểm"), listed=True),
    "capacity": Number(_l("Sức chứa"), unit=_l("người"), required=True, listed=True),
    "rows": Number(_l("Số hàng ghế")),
    "seats_per_row": Number(_l("Số ghế mỗi hàng")),
    "equipment": Lines(_l("Thiết bị"), _l("Mỗi dòng một thiết bị.")),
}


def register_catalogue_words() -> None:
    """Register the words of all catalogues of meetings."""
    text = _l("Mức dự họp, biểu quyết, thời lượng và nội dung mẫu của từng loại.")
    register_words(
        MEETING_KINDS, CatalogueWords(_l("Loại phiên họp"), text, "meeting", 10, KIND_FIELDS)
    )
    rooms = _l("Nơi họp, sức chứa và thiết bị.")
    register_words(ROOMS, CatalogueWords(_l("Phòng họp"), rooms, "door", 20, ROOM_FIELDS))
