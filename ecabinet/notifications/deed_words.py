"""What the audit log calls deeds on notices and mail."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject

SUBJECTS = {"mail": Subject(_l("Thư điện tử"), open=True)}
DEEDS = {
    "mail.ended": _l("Gửi xong hoặc không gửi được một thư"),
    "mail.sent_again": _l("Gửi lại thư"),
    "notices.chosen": _l("Chọn cách nhận thông báo"),
}
