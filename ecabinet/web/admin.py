"""The administrators' pages: one frame, to which features add their sections."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.web.requests import current_actor

admin = Blueprint("admin", __name__, url_prefix="/admin")

Asks = Callable[[Actor], bool]


@dataclass(frozen=True)
class Section:
    """One place of the administration: its first page, its words, and who may open it."""

    endpoint: str
    label: Any
    text: Any
    icon: str
    may_open: Asks
    also: tuple[str, ...] = ()


_SECTIONS: dict[str, Section] = {}
# The order on the screen; a section not named here comes last.
ORDER = (
    "units",
    "people",
    "rights",
    "delegations",
    "catalogues",
    "audit",
    "retention",
    "tokens",
    "webhooks",
)


def register_section(
    name: str,
    endpoint: str,
    label: Any,
    text: Any,
    icon: str,
    may_open: Asks,
    also: tuple[str, ...] = (),
) -> None:
    """Add a section; `label` and `text` (one sentence) are lazy translations.

    `may_open` only decides whether the way is shown: each page asks its own gate. `also` names
    other blueprints whose pages belong to the section.
    """
    _SECTIONS[name] = Section(endpoint, label, text, icon, may_open, also)


def sections(actor: Actor) -> list[Section]:
    """Return the sections `actor` may open, in order."""
    names = sorted(_SECTIONS, key=lambda n: ORDER.index(n) if n in ORDER else len(ORDER))
    return [_SECTIONS[n] for n in names if _SECTIONS[n].may_open(actor)]


def may_administer() -> bool:
    """Whether the person signed in finds anything here."""
    return bool(current_user.is_authenticated and sections(current_user.real))


def place(section: Section) -> str:
    """Return "page" when the page shown belongs to `section`."""
    here, there = (request.endpoint or ""), section.endpoint
    return "page" if here.split(".")[0] in (there.split(".")[0], *section.also) else ""


@admin.get("/")
def index() -> ResponseReturnValue:
    """Show all sections as cards; with only one, go straight there."""
    actor = current_actor()
    found = sections(actor)
    if not found:
        raise NotFound("not_found", kind="admin")
    if len(found) == 1:
        return redirect(url_for(found[0].endpoint))
    return render_template("admin/index.html")
