"""The page of the help, and the help of one screen: in the panel beside it, or alone."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ecabinet.core.text import collation_key
from ecabinet.help.places import BEFORE_SESSION
from ecabinet.help.queries.tour import own_tour
from ecabinet.help.roles import ROLES, guide
from ecabinet.help.texts import screen_help, screens
from ecabinet.web.i18n import reader_language
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("help", __name__, url_prefix="/help")


@pages.get("")
def index() -> ResponseReturnValue:
    """Show where help is found: guides, tours, keys, and the help of every screen."""
    actor, language = current_actor(), reader_language()
    with platform().store.reading() as session:
        own = own_tour(session, actor)
    titles = [(screen_help(name, language).title, name) for name in screens()]
    return render_template(
        "help/index.html",
        own=own,
        guides=[guide(str(role), language) for role in ROLES],
        places=[
            (name, title) for title, name in sorted(titles, key=lambda row: collation_key(row[0]))
        ],
    )


@pages.get("/screens/<screen>")
def screen(screen: str) -> ResponseReturnValue:
    """Show the help of one screen; the panel takes its words from here."""
    if screen not in BEFORE_SESSION:
        current_actor()
    return render_template("help/screen.html", text=screen_help(screen, reader_language()))
