"""What the audit log calls deeds about the first tour."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject

SUBJECTS: dict[str, Subject] = {}
DEEDS = {
    "tour.closed": _l("Không hiện phần bắt đầu nữa"),
    "tour.opened": _l("Mở lại phần bắt đầu"),
    "tour.put_off": _l("Để phần bắt đầu lại sau"),
    "tour.ticked": _l("Đánh dấu một bước của phần bắt đầu"),
}
