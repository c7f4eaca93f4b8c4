"""A heavy scan gets a lighter copy to read; the file as it came stays what is downloaded."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from documents.models import PaperVersion
from documents.states import LightState
from ecabinet.core.errors import NotFound
from ecabinet.core.unit_of_work import UnitOfWork

LIGHTEN = "documents.lighten_version"
HEAVY_BYTES = 10_000_000
"""Above this a file is slow to fetch for three hundred tablets at once."""


class Lighter(BaseModel):
    """The copy that was made; None: it cannot be made, or would hardly be lighter."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    blob: str | None = None
    size: int | None = None


def want_lighter(uow: UnitOfWork, version: PaperVersion) -> None:
    """Let the worker make a lighter copy of a version that has just become ready, if heavy."""
    if version.pages and (version.served_size or 0) > HEAVY_BYTES:
        version.light_state = LightState.WANTED
        uow.enqueue(LIGHTEN, version_id=str(version.id))


def finish_lighter(uow: UnitOfWork, cmd: Lighter) -> None:
    """Let people read the lighter copy. Done already, by another worker: nothing happens."""
    version = uow.session.get(PaperVersion, cmd.version_id, with_for_update=True)
    if version is None:
        raise NotFound("not_found", kind="paper")
    if version.light_state != LightState.WANTED:
        return
    version.light_state = LightState.MADE if cmd.blob else LightState.NONE
    version.light_blob, version.light_size = cmd.blob, cmd.size
    told = {"version_id": version.id, "state": version.light_state, "size": cmd.size}
    uow.audit("paper.lightened", "paper", version.paper_id, **told)
