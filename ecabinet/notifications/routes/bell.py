"""The bell on every work page: counted once for a page, only when the page shows it."""

from flask import g
from flask_login import current_user

from ecabinet.notifications.queries.listing import bell
from ecabinet.notifications.queries.shapes import Bell
from ecabinet.web.requests import frame_session


def page_bell() -> Bell | None:
    """Return what the bell of this page shows; None where nobody is signed in."""
    if g.get("without_database") or not current_user.is_authenticated:
        return None
    # Notices are personal: also who acts for another is told of their own, and only those.
    return bell(frame_session(), current_user.real)
