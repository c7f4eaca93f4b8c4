"""What a form of a page asked for: done, or refused in words that stand at the right field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError

from ecabinet.core.errors import Conflict, DomainError, Invalid, Stale
from ecabinet.web.errors import MESSAGES, STATUS, field_errors, sentence

T = TypeVar("T")


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


def attempt(work: Callable[[], T]) -> tuple[T | None, Refusal]:
    """Return what `work` returns, or why it was refused for what the person can mend.

    Raises:
        DomainError: Denied and NotFound, which no typing mends.
    """
    try:
        return work(), Refusal()
    except Mistyped as error:
        told = {name: str(MESSAGES[code]) for name, code in error.fields.items()}
        return None, Refusal(told, str(MESSAGES["invalid"]), 422)
    except ValidationError as error:
        fields = {place.split(".")[0]: text for place, text in field_errors(error).items()}
        return None, Refusal(fields, str(MESSAGES["invalid"]), 422)
    except (Invalid, Conflict, Stale) as error:
        return None, refusal_of(error)


def refusal_of(error: DomainError) -> Refusal:
    """Return the refusal in words, at its field when it has one."""
    text, name = sentence(error), error.params.get("field")
    return Refusal({str(name): text} if name else {}, text, STATUS[type(error)])
