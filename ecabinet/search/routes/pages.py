"""The page of the search: results while typing, and addresses that can be kept."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ecabinet.core.clock import utc_now
from ecabinet.core.search.kinds import kinds
from ecabinet.core.search.words import LONGEST_QUERY
from ecabinet.search.queries import Asked, Found, Hit, search
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("search", __name__)

URL = "/search"
PERIODS = {"": _l("Mọi lúc"), "30": _l("30 ngày qua"), "365": _l("12 tháng qua")}
FURTHEST = 1000


@pages.get(URL)
def index() -> ResponseReturnValue:
    """Show what was found, the best first, then by kind. What makes no sense finds nothing."""
    words = request.args.get("q", "")[:LONGEST_QUERY].strip()
    kind = request.args.get("kind", "")
    period = request.args.get("days", "")
    days = int(period) if period in PERIODS and period else None
    asked = Asked(
        words=words,
        kind=kind if kind in kinds() else None,
        since=utc_now() - timedelta(days=days) if days else None,
        after=_after(),
    )
    actor = current_actor()
    with platform().store.reading() as session:
        found = search(session, actor, asked)
    return render_template(
        "search/index.html",
        asked=asked,
        found=found,
        groups=_groups(found),
        kinds=kinds(),
        periods=PERIODS,
        period=period if days else "",
    )


def _after() -> int:
    typed = request.args.get("after", "")
    return min(int(typed), FURTHEST) if typed.isascii() and typed.isdigit() else 0


def _groups(found: Found) -> list[tuple[str, list[Hit]]]:
    """The best ones ("") first, then each kind with its hits, in the order they were found."""
    groups: dict[str, list[Hit]] = {}
    for hit in found.hits:
        groups.setdefault("" if hit.best else hit.kind, []).append(hit)
    return sorted(groups.items(), key=lambda group: group[0] != "")
