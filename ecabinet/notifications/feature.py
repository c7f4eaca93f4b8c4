"""How notifications join the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.core.permissions import is_administrator
from ecabinet.notifications.live import STREAM, may_listen
from ecabinet.notifications.messages import MESSAGES
from ecabinet.notifications.rights_words import name_rights
from ecabinet.notifications.routes.api import api
from ecabinet.notifications.routes.bell import page_bell
from ecabinet.notifications.routes.mailroom import mailroom
from ecabinet.notifications.routes.news import news
from ecabinet.notifications.routes.pages import pages
from ecabinet.notifications.rules import register_rules
from ecabinet.notifications.tasks import register_notification_jobs
from ecabinet.web import home
from ecabinet.web.admin import register_section
from ecabinet.web.errors import register_messages
from ecabinet.web.streams import register_stream

__all__ = ["init_notifications", "register_notification_jobs"]


def init_notifications(app: OpenAPI) -> None:
    """Register rights, sentences, the person's stream, the bell, and doors."""
    register_rules()
    name_rights()
    register_messages(MESSAGES)
    register_stream(STREAM, may_listen)
    register_section(
        "mail",
        "mail.index",
        _l("Thư điện tử"),
        _l("Thư hệ thống đã gửi, đang chờ, và thư cần quyết định gửi lại."),
        "mail",
        is_administrator,
    )
    app.jinja_env.globals["page_bell"] = page_bell
    home.register_part("news", news)
    app.register_blueprint(pages)
    app.register_blueprint(mailroom)
    app.register_api(api)
