"""The help of the page being answered, for templates: `page_help()`."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from ecabinet.help.places import screen_of
from ecabinet.help.roles import Guide, guide, roles_of
from ecabinet.web.i18n import reader_language


@dataclass(frozen=True)
class PageHelp:
    """Which screen the page is, and where its help is."""

    screen: str
    url: str


def page_help() -> PageHelp:
    """Return the help of this page; of a page that has none, the general one."""
    screen = screen_of(request.endpoint, _pages(current_app))
    return PageHelp(screen, url_for("help.screen", screen=screen))


def tour_words(role: str) -> Guide:
    """Return the words of a role's tour in the reader's language."""
    return guide(role, reader_language())


def own_role() -> str:
    """Return the role whose guide is offered first to the person signed in."""
    return roles_of(current_user.real)[0]


def _pages(app: Flask) -> dict[str, str]:
    """Return, by endpoint, the page that is read at the same address. Made once."""
    kept: dict[str, str] | None = app.extensions.get("ecabinet.help")
    if kept is None:
        rules = list(app.url_map.iter_rules())
        read = {rule.rule: rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
        kept = {rule.endpoint: read[rule.rule] for rule in rules if rule.rule in read}
        app.extensions["ecabinet.help"] = kept
    return kept
