"""What the form of a slip offers to choose from, and how what is chosen and typed is read."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import get_locale
from sqlalchemy.orm import Session

from documents.register.routes.doors import today
from documents.routing.models import PartRole
from documents.routing.sentences import SENTENCES
from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.web.attempts import Mistyped
from ecabinet.web.typed import typed_day

ROLES = tuple(role.value for role in PartRole)
LONGEST_INK = 2_000_000


def offers(session: Session, actor: Actor) -> dict[str, Any]:
    """Return units and people to send to, and the usual sentences."""
    day = today()
    units = directory.units(session, day)
    people = [p for p in directory.people(session, day) if p.id != actor.person_id and p.unit_ids]
    language = str(get_locale() or "vi")
    sentences = [entry.shown(language) for entry in book(session, SENTENCES).offered(day)]
    receivers = [(f"unit:{unit.id}", unit.name) for unit in units]
    receivers += [(f"person:{p.id}", f"{p.name} · {p.title}") for p in people]
    return {"receivers": receivers, "sentences": sentences}


def typed_slip() -> dict[str, Any]:
    """Return what was typed and chosen, as the form shows it again."""
    form = request.form
    chosen = {role: form.getlist(role) for role in ROLES}
    words = {name: form.get(name, "") for name in ("instruction", "ink", "urgency", "due_on")}
    return {**words, **chosen, "revision": form.get("revision", "")}


def wish_of(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what is typed as the commands take it.

    Raises:
        Mistyped: no lead is chosen, or the handwriting cannot be read.
    """
    receivers = [one for role in ROLES for one in _receivers(role, typed[role])]
    if not any(one["role"] == PartRole.LEAD for one in receivers):
        raise Mistyped({"lead": "routing.one_lead"})
    given: dict[str, Any] = {"receivers": receivers, "instruction": typed["instruction"]}
    if typed["ink"]:
        given["ink"] = _ink(typed["ink"])
    if typed["urgency"]:
        given["urgency"] = typed["urgency"]
    if typed["due_on"].strip():
        given["due_on"] = typed_day(typed["due_on"])
    if typed["revision"]:
        given["revision"] = typed["revision"]
    return given


def _receivers(role: str, chosen: Iterable[str]) -> Iterable[dict[str, Any]]:
    for value in filter(None, chosen):
        kind, _sign, key = value.partition(":")
        try:
            who = UUID(key)
        except ValueError as error:
            raise Mistyped({role: "invalid"}) from error
        yield {"role": role, "kind": kind, "id": who}


def _ink(text: str) -> Any:
    try:
        if len(text) > LONGEST_INK:
            raise ValueError("too long")
        return json.loads(text)
    except ValueError as error:
        raise Mistyped({"ink": "routing.ink_wrong"}) from error
