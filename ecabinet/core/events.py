"""Facts announced after commit, in order, on a stream that only those who may see it listen to."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel


@dataclass(frozen=True, kw_only=True)
class Event:
    """Parent of all events: `type` is past tense ("vote.opened"); other fields are the payload.

    With `signed` False nobody is named as its author: not even a listener may know who it was.
    """

    type: ClassVar[str]
    signed: ClassVar[bool] = True
    stream: str

    def payload(self) -> dict[str, Any]:
        """Return the content as JSON values."""
        return {f.name: jsonable(getattr(self, f.name)) for f in fields(self) if f.name != "stream"}


def jsonable(value: Any) -> Any:
    """Return `value` as plain JSON values: ids and dates as text, models as objects."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(v) for v in value]
    return value
