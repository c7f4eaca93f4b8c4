"""What webhooks register that needs no web application; the worker needs it too."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import permissions
from ecabinet.core.outward import register_pass_on
from ecabinet.notifications.kinds import Kind, register_kinds
from ecabinet.notifications.states import Topic
from ecabinet.webhooks.policies import POLICIES
from ecabinet.webhooks.publishing import pass_on

NOTICES = (
    Kind(
        "webhook.paused",
        Topic.ACCOUNT,
        _l("Nơi nhận sự kiện bị tạm ngừng"),
        _l("Nơi nhận không trả lời đúng nhiều ngày liền. Mời kiểm tra rồi bật gửi lại."),
        "late",
    ),
)


def register_rules() -> None:
    """Register rights, the notice, and that events are passed on; twice is the same as once."""
    permissions.register(POLICIES)
    register_kinds(NOTICES)
    register_pass_on(pass_on)
