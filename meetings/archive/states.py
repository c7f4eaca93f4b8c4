"""Where an archive stands, and what it may hold beside the record itself."""

from datetime import timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, field_validator

from documents.queries.marks import LAYERS

KEPT = timedelta(days=7)
"""Archives live that long after they were asked for."""
LEASE = timedelta(hours=2)
"""A worker that has not ended by then is taken for gone."""


class ArchiveState(StrEnum):
    """How far it is. WANTED waits for the worker, RUNNING is in its hands."""

    WANTED = "wanted"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


class Wish(BaseModel):
    """`layers` of marks to write into papers, in one order; `originals`: files as they came."""

    model_config = ConfigDict(frozen=True)
    layers: tuple[str, ...] = ()
    originals: bool = False

    @field_validator("layers")
    @classmethod
    def _known(cls, layers: tuple[str, ...]) -> tuple[str, ...]:
        if not set(layers) <= set(LAYERS):
            raise ValueError("unknown layer")
        return tuple(layer for layer in LAYERS if layer in layers)
