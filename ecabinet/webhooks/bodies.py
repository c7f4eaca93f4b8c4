"""The body of a message: the same bytes in every try."""

import json
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from ecabinet.core.clock import office_time


class Telling(Protocol):
    """What a body is made of: a row of `Delivery`, or what the worker has of it."""

    @property
    def event_id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def path(self) -> str: ...
    @property
    def subject_kind(self) -> str: ...
    @property
    def subject_id(self) -> UUID: ...
    @property
    def data(self) -> dict[str, Any]: ...


def body_of(told: Telling, office_name: str, public_url: str | None) -> bytes:
    """Return the JSON that is sent and signed, its keys in order, in UTF-8.

    `timestamp` is the moment of the change in the office's zone; the link leads into this product,
    where the reader's own rights decide.
    """
    base = public_url or ""
    content = {
        "id": str(told.event_id),
        "type": told.kind,
        "timestamp": office_time(told.at).isoformat(),
        "office": {"name": office_name, "url": base},
        "subject": {"kind": told.subject_kind, "id": str(told.subject_id)},
        "link": base + told.path,
        "data": told.data,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
