"""A paper is taken back from its readers, and given to them again."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from sqlalchemy import select

from documents import access
from documents.events import PaperRecalled, PaperRestored, layer_stream
from documents.held import HeldPaper
from documents.models import PaperVersion
from documents.policies import PaperPermission
from ecabinet.core.search import following
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=300),
    AfterValidator(nfc),
]


class RecallPaper(BaseModel):
    """Take a paper back, for a stated reason."""

    model_config = ConfigDict(frozen=True)
    paper_id: UUID
    reason: Reason


def recall_paper(uow: UnitOfWork, cmd: RecallPaper) -> None:
    """Close a paper to everybody at once, as if it were not there.

    Open viewers hear it on the streams of its versions and of the place where it lies.

    Raises:
        NotFound, Denied: the person may not add papers there, or it is recalled already.
    """
    held = access.paper(uow.session, uow.actor, cmd.paper_id, PaperPermission.RECALL, lock=True)
    take_back(uow, held, cmd.reason)


def take_back(uow: UnitOfWork, held: HeldPaper, reason: str) -> None:
    """Recall a paper that is locked, when whoever acts was found to be allowed to."""
    held.paper.recalled_at, held.paper.recall_reason = uow.now, reason
    held.paper.recalled_by = uow.actor.person_id
    for stream in _streams(uow, held):
        uow.record(PaperRecalled(stream=stream, paper_id=held.paper.id))
    following.changed(uow.session, "paper", held.paper.id)
    uow.audit("paper.recalled", "paper", held.paper.id, reason=reason)


class RestorePaper(BaseModel):
    """Give a recalled paper to its readers again."""

    model_config = ConfigDict(frozen=True)
    paper_id: UUID


def restore_paper(uow: UnitOfWork, cmd: RestorePaper) -> None:
    """Let people read a recalled paper again, with all its marks.

    Raises:
        NotFound: the person may not restore it, or it is not recalled.
    """
    held = access.recalled(uow.session, uow.actor, cmd.paper_id, lock=True)
    held.paper.recalled_at, held.paper.recalled_by, held.paper.recall_reason = None, None, ""
    place = held.shelf.container.stream(held.shelf.thing)
    if place is not None:
        uow.record(PaperRestored(stream=place, paper_id=held.paper.id))
    following.changed(uow.session, "paper", held.paper.id)
    uow.audit("paper.restored", "paper", held.paper.id)


def _streams(uow: UnitOfWork, held: HeldPaper) -> list[str]:
    versions = select(PaperVersion.id).where(PaperVersion.paper_id == held.paper.id)
    streams = [layer_stream(version_id) for version_id in uow.session.scalars(versions)]
    place = held.shelf.container.stream(held.shelf.thing)
    return streams if place is None else [*streams, place]
