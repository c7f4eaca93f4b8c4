"""The page of the help, and the help of one screen: in the panel beside it, or alone."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ecabinet.help.places import BEFORE_SESSION
from ecabinet.help.texts import screen_help
from ecabinet.web.i18n import reader_language
from ecabinet.web.requests import current_actor

pages = Blueprint("help", __name__, url_prefix="/help")


@pages.get("")
def index() -> ResponseReturnValue:
    """Show where help is found: guides, tours, keys."""
    current_actor()
    return render_template("help/index.html")


@pages.get("/screens/<screen>")
def screen(screen: str) -> ResponseReturnValue:
    """Show the help of one screen; the panel takes its words from here."""
    if screen not in BEFORE_SESSION:
        current_actor()
    return render_template("help/screen.html", text=screen_help(screen, reader_language()))
