"""What the audit log calls wiping."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject

SUBJECTS = {"retention": Subject(_l("Dữ liệu hết thời hạn giữ"), open=True)}
DEEDS = {"retention.wiped": _l("Xóa dữ liệu tạm đã hết thời hạn giữ")}
