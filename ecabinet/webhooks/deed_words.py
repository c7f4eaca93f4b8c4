"""What the audit log calls deeds on receivers of events."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject

SUBJECTS = {
    "webhook": Subject(_l("Nơi nhận sự kiện"), open=True),
    "webhook_delivery": Subject(_l("Sự kiện gửi ra ngoài"), open=True),
}
DEEDS = {
    "webhook.registered": _l("Lập nơi nhận sự kiện"),
    "webhook.changed": _l("Sửa nơi nhận sự kiện"),
    "webhook.secret_rotated": _l("Đổi khóa ký của nơi nhận"),
    "webhook.old_secret_dropped": _l("Bỏ khóa ký cũ của nơi nhận"),
    "webhook.paused": _l("Tạm ngừng nơi nhận sự kiện"),
    "webhook.resumed": _l("Bật lại nơi nhận sự kiện"),
    "webhook.retired": _l("Thôi gửi đến một nơi nhận"),
    "webhook.tested": _l("Gửi thử đến một nơi nhận"),
    "webhook.given_up": _l("Thôi thử gửi một sự kiện"),
    "webhook.sent_again": _l("Gửi lại một sự kiện"),
}
