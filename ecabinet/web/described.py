"""Schemas of models, of which flask-openapi3 asks again and again: made once.

It asks for that of an error with each operation that it describes (half of the time in which the
product started), and for those of headers, query and form at every request, before it reads them
(3 ms for the filter of the task list).
"""

from copy import deepcopy
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


def described_once(model: type[M]) -> type[M]:
    """Return `model`, which from now on remembers its schema, as each of its subclasses does."""
    model.model_json_schema = classmethod(_remembered)  # type: ignore[assignment]
    return model


def _remembered(model: type[BaseModel], *args: Any, **kwargs: Any) -> dict[str, Any]:
    schema = _schema_of(model, *args, **kwargs)
    # Whoever says how it is to be written puts it into a document, and changes it there.
    return deepcopy(schema) if args or kwargs else schema


@cache
def _schema_of(model: type[BaseModel], *args: Any, **kwargs: Any) -> dict[str, Any]:
    made: dict[str, Any] = BaseModel.model_json_schema.__func__(model, *args, **kwargs)  # type: ignore[attr-defined]
    return made
