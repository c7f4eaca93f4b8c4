"""How webhooks join the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.core import rules
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from ecabinet.core.things import about_nothing, never_chosen, register_things
from ecabinet.web.admin import register_section
from ecabinet.web.errors import register_messages
from ecabinet.webhooks.policies import WebhookPermission
from ecabinet.webhooks.routes import api_log, page_deeds
from ecabinet.webhooks.routes.api import api
from ecabinet.webhooks.routes.pages import pages
from ecabinet.webhooks.rules import register_rules
from ecabinet.webhooks.tasks import register_webhook_jobs
from ecabinet.webhooks.words import MESSAGES, NAMES

__all__ = ["init_webhooks", "register_webhook_jobs"]

# Imported for their doors, which they add to the blueprints.
DOORS = (api_log, page_deeds)


def may_read(actor: Actor) -> bool:
    """Whether the way to the receivers is shown to `actor`."""
    return allows(actor, WebhookPermission.READ, None)


def init_webhooks(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    register_rules()
    rules.name_permissions(NAMES)
    register_things(never_chosen("webhook", _l("Nơi nhận sự kiện"), about_nothing))
    register_messages(MESSAGES)
    register_section(
        "webhooks",
        "webhooks.index",
        _l("Gửi ra hệ thống khác"),
        _l("Hệ thống nào được báo sự kiện của văn phòng, đã nhận đủ chưa."),
        "send",
        may_read,
    )
    app.register_blueprint(pages)
    app.register_api(api)
