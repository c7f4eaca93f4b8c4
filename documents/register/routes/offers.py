"""What the forms of the register offer to choose from, and how what is typed is read."""

from typing import Any

from flask import request
from sqlalchemy.orm import Session

from documents.catalogues import ISSUING_BODIES, PARTY_TYPES, STATE_TYPES
from documents.register.routes.doors import secret_allowed, today
from documents.secrecy import LEVELS
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.web.typed import typed_day

DAYS = {"issued_on", "received_on", "answer_due_on", "answered_on", "day"}


def typed_form() -> dict[str, str]:
    """Return what was typed, by field."""
    own = {"csrf_token", "request_id", "acting"}
    return {name: value for name, value in request.form.items() if name not in own}


def read(typed: dict[str, str]) -> dict[str, Any]:
    """Return typed words as a command takes them: days as ISO, what is empty left out."""
    return {
        name: typed_day(value) if name in DAYS else value
        for name, value in typed.items()
        if value.strip()
    }


def choices(session: Session, actor: Actor) -> dict[str, Any]:
    """Return what the forms offer: types in both styles, bodies, levels of secrecy."""
    day = today()
    types = [
        (f"{style}:{code}", f"{code} · {name}")
        for style, catalogue in (("party", PARTY_TYPES), ("state", STATE_TYPES))
        for code, name in book(session, catalogue).choices(day, actor)
    ]
    bodies = book(session, ISSUING_BODIES).choices(day, actor)
    levels = [(level, words) for level, words in LEVELS.items() if level <= actor.clearance]
    return {
        "types": types,
        "bodies": [(code, f"{code} · {name}") for code, name in bodies],
        "levels": levels if secret_allowed() else levels[:1],
    }


def style_and_type(given: dict[str, Any]) -> dict[str, Any]:
    """Return style and type of the one choice that stands for both."""
    style, _sign, code = str(given.get("type", "")).partition(":")
    return {"style": style or None, "type_code": code or None}
