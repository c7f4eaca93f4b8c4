"""Acting on behalf of another: where one may, and that page and session agree on who acts.

Only inside the features registered here is a person ever taken for the one who gave the powers. All
other pages (one's account, notices, administration) stay those of the person signed in.
"""

from typing import Any
from uuid import UUID

from flask import Flask, g, request
from flask_babel import gettext as _
from flask_login import current_user

from ecabinet.core.errors import Conflict, Denied

HEADER = "X-On-Behalf-Of"
"""The API's way: the id of a delegation."""

PAGE_HEADER, FIELD = "X-Acting", "acting"
"""What a page says of itself: whom it was shown to act for when it was made."""

SELF = "self"

_FEATURES: set[str] = set()


def register_acting(*blueprints: str) -> None:
    """Let deputies act in these blueprints."""
    _FEATURES.update(blueprints)


def may_act_here() -> bool:
    """Whether the request is for a feature in which one acts for others; never so for sockets."""
    return request.blueprint in _FEATURES


def asked_by_header() -> UUID | None:
    """Return the delegation that a request to the API names. Raises Denied when it names none."""
    given = request.headers.get(HEADER)
    if given is None or not request.path.startswith("/api/"):
        return None
    try:
        return UUID(given)
    except ValueError as error:
        raise Denied("delegation.over") from error


def acting_mark() -> str:
    """Return what a page says of itself: the delegation by which it is shown, or "self"."""
    if g.get("without_database") or not current_user.is_authenticated:
        return SELF
    acting = current_user.acting
    return str(acting.deputy.delegation_id) if acting else SELF


def signed(person: Any, deputy: str | None = None) -> str:
    """Return the name of who did something: with the deputy's before it, when one did it.

    `person` has a name and perhaps a deputy, or is a name.
    """
    name = person if isinstance(person, str) else person.name
    did = deputy or getattr(person, "deputy", None)
    return str(_("%(deputy)s (làm thay %(name)s)", deputy=did, name=name) if did else name)


def may_reach(permission: str) -> bool:
    """Whether whoever the page acts for may have `permission` at all; of oneself always."""
    deputy = current_user.actor.deputy if current_user.is_authenticated else None
    return deputy is None or permission in deputy.permissions


def init_acting(app: Flask) -> None:
    """Refuse what a page sends that was made for another state than that of the session now."""
    app.jinja_env.filters["signed"] = signed
    app.jinja_env.globals.update(acting_mark=acting_mark, may_reach=may_reach)

    @app.before_request
    def check_acting() -> None:
        named = request.headers.get(HEADER)
        if named is not None and request.path.startswith("/api/"):
            _check_header()
        shown = request.headers.get(PAGE_HEADER) or _field()
        if shown is not None and shown != acting_mark():
            # Another tab changed it, or the powers ended: nobody's name is used by mistake.
            raise Conflict("delegation.switched")


def _check_header() -> None:
    if not current_user.is_authenticated:
        return
    if not may_act_here():
        raise Denied("delegation.not_delegable")
    if current_user.acting is None:
        raise Denied("delegation.over")


def _field() -> str | None:
    if request.method != "POST" or request.path.startswith("/api/"):
        return None
    return request.form.get(FIELD)
