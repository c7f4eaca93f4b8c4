"""The dashboard: figures of whose tasks one wishes, in which period, by what they are counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.web.requests import current_actor, platform
from ecabinet.web.typed import typed_day
from followup.queries.dashboard import dashboard as count_all
from followup.queries.dashboard import usual_view
from followup.queries.filters import TaskScope
from followup.queries.groups import Group, Order
from followup.queries.views import View
from followup.queries.wholes import Pieces, usual_pieces
from followup.routes.addresses import dashboard_url, scope_url
from followup.routes.doors import today
from followup.routes.narrowing import choices, conditions_that_hold
from followup.routes.pages import pages
from followup.routes.seeing import DAYS, offers_chasing


class Asked(TaskScope):
    """What the address asks for."""

    by: Group = Group.UNIT
    order: Order | None = None


@dataclass(frozen=True)
class Span:
    """A period to choose, in words."""

    words: str
    first: date | None
    last: date | None


def asked_of(values: dict[str, str], usual: View) -> tuple[TaskScope, Group, Order]:
    """Read the scope from an address. Raises ValidationError."""
    known = {name: value for name, value in values.items() if name in Asked.model_fields}
    given = {name: typed_day(v) if name in DAYS else v for name, v in known.items() if v.strip()}
    asked = Asked.model_validate({"view": usual} | given)
    return (
        TaskScope.model_validate(asked.model_dump(exclude={"by", "order"})),
        asked.by,
        asked.order or (Order.NAME if asked.by is Group.PERIOD else Order.LATE),
    )


@pages.get("/dashboard")
def dashboard() -> ResponseReturnValue:
    """Show the whole picture in figures."""
    actor = current_actor()
    wanted, by, order = asked_of(request.args.to_dict(), usual_view(actor))
    with platform().store.reading() as session:
        found = count_all(session, actor, today(), wanted, by, order, request.args.get("after"))
        holds = conditions_that_hold(session, actor, wanted)
    bare = TaskScope(view=wanted.view, pieces=wanted.pieces)
    return render_template(
        "followup/dashboard.html",
        found=found, wanted=wanted, by=by, order=order,
        Group=Group, Order=Order, Pieces=Pieces, spans=spans(today()),
        narrowed=wanted != bare, holds=holds,
        may_chase=offers_chasing(actor), dashboard_url=dashboard_url, scope_url=scope_url,
    )  # fmt: skip


@pages.get("/dashboard/scope")
def dashboard_scope() -> ResponseReturnValue:
    """Offer whose tasks to count, and of when; the dashboard opens this in place."""
    actor = current_actor()
    wanted, by, _order = asked_of(request.args.to_dict(), usual_view(actor))
    with platform().store.reading() as session:
        offered = choices(session, actor, wanted)
    return render_template(
        "followup/dashboard_scope.html",
        wanted=wanted, by=by, pieces=wanted.pieces or usual_pieces(wanted.view), **offered,
    )  # fmt: skip


def spans(day: date) -> list[Span]:
    """Return the periods that are asked for most."""
    month = day.replace(day=1)
    quarter = month.replace(month=3 * ((day.month - 1) // 3) + 1)
    before = month - timedelta(days=1)
    return [
        Span(_("Từ trước đến nay"), None, None),
        Span(_("Tháng này"), month, day),
        Span(_("Tháng trước"), before.replace(day=1), before),
        Span(_("Quý này"), quarter, day),
        Span(_("Năm nay"), day.replace(month=1, day=1), day),
    ]
