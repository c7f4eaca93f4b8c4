"""The administrators' pages of receivers and of the log of what was sent."""

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from ecabinet.web.requests import current_actor, platform
from ecabinet.webhooks import access
from ecabinet.webhooks.bodies import body_of
from ecabinet.webhooks.kinds import Kind, registered
from ecabinet.webhooks.policies import WebhookPermission
from ecabinet.webhooks.queries.log import attempts, deliveries, delivery
from ecabinet.webhooks.queries.receivers import ReceiverView, receiver, receivers
from ecabinet.webhooks.routes.schemas import WebhookLogQuery
from ecabinet.webhooks.states import DeliveryState, ReceiverState
from ecabinet.webhooks.words import (
    DELIVERY_STATES,
    PAUSED,
    RECEIVER_STATES,
    SHOWS,
    kind_words,
    result_words,
)

pages = Blueprint("webhooks", __name__, url_prefix="/admin/webhooks")

CHIPS = {
    ReceiverState.ACTIVE: ("c-done", "check"),
    ReceiverState.PAUSED: ("c-soon", "pause"),
    DeliveryState.DELIVERED: ("c-done", "check"),
    DeliveryState.DEAD: ("c-late", "err"),
}
WORDS = {
    "receiver_states": RECEIVER_STATES,
    "delivery_states": DELIVERY_STATES,
    "chips": CHIPS,
    "kind_words": kind_words,
    "result_words": result_words,
}


@pages.get("/")
def index() -> ResponseReturnValue:
    """Show all receivers."""
    with platform().store.reading() as session:
        found = receivers(session, current_actor(), platform().store.clock())
    return render_template("admin/webhooks/index.html", receivers=found, **WORDS)


@pages.get("/new")
def new() -> ResponseReturnValue:
    """Show the form for a new receiver."""
    access.office(current_actor(), WebhookPermission.MANAGE)
    return form_page(None, {"name": "", "url": "https://", "kinds": []})


@pages.get("/<uuid:receiver_id>")
def show(receiver_id: UUID) -> ResponseReturnValue:
    """Show one receiver and its log."""
    try:
        asked = WebhookLogQuery.model_validate({k: v for k, v in request.args.items() if v})
    except ValidationError:
        abort(404)
    actor = current_actor()
    with platform().store.reading() as session:
        row = receiver(session, actor, receiver_id, platform().store.clock())
        page = deliveries(session, actor, receiver_id, show=asked.show, after=asked.after)
    return render_template(
        "admin/webhooks/receiver.html", row=row, page=page, asked=asked, shows=SHOWS,
        paused=PAUSED, groups=grouped(row.kinds), **WORDS,
    )  # fmt: skip


@pages.get("/<uuid:receiver_id>/edit")
def edit(receiver_id: UUID) -> ResponseReturnValue:
    """Show the form of a receiver."""
    with platform().store.reading() as session:
        row = receiver(session, current_actor(), receiver_id, platform().store.clock())
    return form_page(row, {"name": row.name, "url": row.url, "kinds": row.kinds})


@pages.get("/deliveries/<uuid:delivery_id>")
def show_delivery(delivery_id: UUID) -> ResponseReturnValue:
    """Show what is sent of one event, and every try."""
    actor, settings = current_actor(), platform().settings
    with platform().store.reading() as session:
        row = delivery(session, actor, delivery_id)
        to = receiver(session, actor, row.receiver_id, platform().store.clock())
        tries = attempts(session, actor, delivery_id)
    body = json.loads(body_of(row, settings.office_name, settings.public_url))
    return render_template(
        "admin/webhooks/delivery.html", row=row, to=to, tries=tries,
        body=json.dumps(body, ensure_ascii=False, indent=2), **WORDS,
    )  # fmt: skip


def form_page(
    row: ReceiverView | None, form: dict[str, Any], errors: dict[str, str] | None = None
) -> str:
    """Return the form of a receiver, new with `row` None, as filled in, with what is wrong."""
    return render_template(
        "admin/webhooks/form.html", row=row, form=form, errors=errors or {},
        groups=grouped(registered()),
    )  # fmt: skip


def grouped(names: Any) -> dict[str, list[Kind]]:
    """Return the kinds with these names under the words of their groups."""
    found: dict[str, list[Kind]] = {}
    for kind in registered().values():
        if kind.name in names:
            found.setdefault(str(kind.group), []).append(kind)
    return found
