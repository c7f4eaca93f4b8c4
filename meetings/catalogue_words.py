"""What screens say of the catalogues of meetings."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ecabinet.catalogues.widgets import Choice, Flag, Lines, Number, ShareOfWhole, Widget
from ecabinet.catalogues.words import CatalogueWords, register_words
from meetings.catalogue import RuleSet
from meetings.kinds import MEETING_KINDS, ROOMS
from meetings.opinions.words import NAMING
from meetings.sentences import SENTENCES
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
            (Base.ENTITLED, _l("số thành viên có quyền biểu quyết")),
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
    "speaking_minutes": Number(_l("Mỗi lượt phát biểu"), unit=_l("phút")),
    "question_minutes": Number(_l("Mỗi lượt chất vấn"), unit=_l("phút")),
    "agenda": AgendaLines(_l("Nội dung mẫu"), _l("Mỗi dòng một nội dung, số phút sau dấu |.")),
    "substitute_votes": Flag(
        _l("Người dự thay được biểu quyết"), options=((True, _l("có")), (False, _l("không")))
    ),
    "opinion_naming": Choice(_l("Tên người góp ý bằng văn bản"), options=tuple(NAMING.items())),
    "proxy_votes": Flag(
        _l("Được ủy quyền bỏ phiếu"), options=((True, _l("có")), (False, _l("không")))
    ),
    "weighted_votes": Flag(
        _l("Số phiếu theo từng thành viên"), options=((True, _l("có")), (False, _l("không")))
    ),
    "member_history": Flag(
        _l("Thành viên xem được lịch sử biểu quyết công khai của nhau"),
        options=((True, _l("có")), (False, _l("không"))),
    ),
    "ballot_changes": Flag(
        _l("Được đổi phiếu công khai trước khi đóng"),
        options=((True, _l("có")), (False, _l("không"))),
    ),
}
ROOM_FIELDS = {
    "place": Widget(_l("Địa điểm"), listed=True),
    "capacity": Number(_l("Sức chứa"), unit=_l("người"), required=True, listed=True),
    "rows": Number(_l("Số hàng ghế")),
    "seats_per_row": Number(_l("Số ghế mỗi hàng")),
    "equipment": Lines(_l("Thiết bị"), _l("Mỗi dòng một thiết bị.")),
}

SENTENCE_FIELDS = {
    "statement": Flag(
        _l("Không giao nhiệm vụ"), options=((True, _l("có")), (False, _l("không"))), listed=True
    ),
}


def register_catalogue_words() -> None:
    """Register the words of all catalogues of meetings."""
    text = _l("Mức dự họp, biểu quyết, thời lượng và nội dung mẫu của từng loại.")
    register_words(
        MEETING_KINDS, CatalogueWords(_l("Loại phiên họp"), text, "meeting", 10, KIND_FIELDS)
    )
    rooms = _l("Nơi họp, sức chứa và thiết bị.")
    register_words(ROOMS, CatalogueWords(_l("Phòng họp"), rooms, "door", 20, ROOM_FIELDS))
    said = _l("Gõ / ở đầu dòng kết luận để chọn; dấu … là chỗ điền thêm.")
    register_words(
        SENTENCES,
        CatalogueWords(_l("Câu kết luận thường dùng"), said, "edit", 25, SENTENCE_FIELDS),
    )
