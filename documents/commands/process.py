"""What the worker found out about a version is written down, once."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from documents import containers
from documents.events import PaperFailed, PaperReady
from documents.models import PageText, Paper, PaperVersion
from documents.states import VersionState, may_become
from ecabinet.core.errors import NotFound
from ecabinet.core.unit_of_work import UnitOfWork


class Findings(BaseModel):
    """A file that can be read. Non-PDF evidence has no pages and is served as it came."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    served_blob: str
    served_size: int
    pages: list[tuple[float, float]] | None = None
    texts: list[str] = []
    removed: list[str] = []


class Refusal(BaseModel):
    """A file that cannot be used, and the code of the sentence that says why."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    code: str


def finish_version(uow: UnitOfWork, cmd: Findings) -> None:
    """Let people read a version. Done already, by another worker: nothing happens."""
    paper, version = _locked(uow, cmd.version_id)
    if not may_become(version.state, VersionState.READY):
        return
    version.state = VersionState.READY
    version.processed_at = uow.now
    version.served_blob, version.served_size = cmd.served_blob, cmd.served_size
    if cmd.pages is not None:
        version.pages = [list(page) for page in cmd.pages]
        version.page_count = len(cmd.pages)
    for number, text in enumerate(cmd.texts, start=1):
        if text:
            uow.session.add(PageText(version_id=version.id, page=number, text=text))
    paper.shown_number = _shown(uow, paper, version)
    uow.audit("paper.ready", "paper", paper.id, version_id=version.id, removed=cmd.removed)
    _announce(uow, PaperReady, paper, version)


def refuse_version(uow: UnitOfWork, cmd: Refusal) -> None:
    """Keep why a version cannot be used; the version before it stays the one people read."""
    paper, version = _locked(uow, cmd.version_id)
    if not may_become(version.state, VersionState.FAILED):
        return
    version.state = VersionState.FAILED
    version.processed_at = uow.now
    version.failure = cmd.code
    uow.audit("paper.refused", "paper", paper.id, version_id=version.id, code=cmd.code)
    _announce(uow, PaperFailed, paper, version)


def _locked(uow: UnitOfWork, version_id: UUID) -> tuple[Paper, PaperVersion]:
    version = uow.session.get(PaperVersion, version_id)
    if version is None:
        raise NotFound("not_found", kind="paper")
    paper = uow.session.scalars(
        select(Paper).where(Paper.id == version.paper_id).with_for_update()
    ).one()
    uow.session.refresh(version)
    return paper, version


def _shown(uow: UnitOfWork, paper: Paper, version: PaperVersion) -> int:
    shown = uow.session.scalar(
        select(PaperVersion).where(
            PaperVersion.paper_id == paper.id, PaperVersion.number == paper.shown_number
        )
    )
    if shown is not None and shown.state == VersionState.READY:
        return max(shown.number, version.number)
    return version.number


def _announce(
    uow: UnitOfWork, event: type[PaperReady | PaperFailed], paper: Paper, version: PaperVersion
) -> None:
    container = containers.kinds().get(paper.container_kind)
    thing = container.load(uow.session, uow.actor, paper.container_id) if container else None
    stream = container.stream(thing) if container and thing is not None else None
    if stream is None:
        return
    uow.record(
        event(
            stream=stream,
            paper_id=paper.id,
            version_id=version.id,
            container_kind=paper.container_kind,
            container_id=paper.container_id,
        )
    )
