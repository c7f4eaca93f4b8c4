"""The form of an entry: what was typed, as commands take it, and what was wrong with it."""

from collections.abc import Mapping
from typing import Any

from ecabinet.catalogues.queries import Entry
from ecabinet.catalogues.words import CatalogueWords
from ecabinet.web.attempts import Mistyped

OWN = ("code", "name", "english")


def read_form(words: CatalogueWords, form: Mapping[str, str]) -> dict[str, Any]:
    """Return the content of an entry. Raises Mistyped."""
    content: dict[str, Any] = {name: form.get(name, "").strip() for name in OWN}
    content["code"] = content["code"] or None
    wrong: dict[str, str] = {}
    data: dict[str, Any] = {}
    for name, widget in words.fields.items():
        try:
            value = widget.read_form(f"d.{name}", form)
        except ValueError as error:
            wrong[name] = str(error)
        else:
            if value is not None:
                data[name] = value
    if wrong:
        raise Mistyped(wrong)
    return {**content, "data": data}


def fill_form(words: CatalogueWords, entry: Entry[Any]) -> dict[str, str]:
    """Return what the inputs hold for an entry."""
    typed = {"code": entry.code, "name": entry.name, "english": entry.english}
    for name, widget in words.fields.items():
        typed |= widget.fill_form(f"d.{name}", getattr(entry.data, name))
    return typed | {"revision": str(entry.revision)}


def empty_form(words: CatalogueWords, defaults: Mapping[str, Any]) -> dict[str, str]:
    """Return what the inputs of a new entry propose."""
    typed: dict[str, str] = {}
    for name, widget in words.fields.items():
        if name in defaults:
            typed |= widget.fill_form(f"d.{name}", defaults[name])
    return typed
