"""The form of an entry: what was typed, as commands take it, and what was wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from ecabinet.catalogues.queries import Entry
from ecabinet.catalogues.words import CatalogueWords
from ecabinet.core.errors import Conflict, Invalid, Stale
from ecabinet.web.errors import MESSAGES, STATUS, field_errors, sentence

T = TypeVar("T")
OWN = ("code", "name", "english")


class Mistyped(Exception):
    """Some inputs cannot be read: field → code of the reason."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@dataclass(frozen=True)
class Refusal:
    """Why a form was not accepted: sentences by field, or one for the whole."""

    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""
    status: int = 200


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


def attempt(work: Callable[[], T]) -> tuple[T | None, Refusal]:
    """Return what `work` returns, or why it was refused for what the person can mend."""
    try:
        return work(), Refusal()
    except Mistyped as error:
        told = {name: str(MESSAGES[code]) for name, code in error.fields.items()}
        return None, Refusal(told, str(MESSAGES["invalid"]), 422)
    except ValidationError as error:
        fields = {place.split(".")[0]: text for place, text in field_errors(error).items()}
        return None, Refusal(fields, str(MESSAGES["invalid"]), 422)
    except (Invalid, Conflict, Stale) as error:
        text, name = sentence(error), error.params.get("field")
        return None, Refusal({str(name): text} if name else {}, text, STATUS[type(error)])
