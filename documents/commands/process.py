"""What the worker found out about a version is written down, once."""

from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from documents import containers
from documents.commands.carry import want_carrying
from documents.commands.lighten import want_lighter
from documents.commands.upload import PROCESS
from documents.events import PaperFailed, PaperReady, layer_stream
from documents.models import PageText, Paper, PaperVersion
from documents.states import VersionState, may_become
from documents.viewers import may_view
from ecabinet.core.errors import NotFound
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork

LATE = timedelta(hours=24)
"""Who gets a paper later than this before the meeting is told at once, not in the digest."""


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
    want_lighter(uow, version)
    want_carrying(uow, version)
    paper.shown_number = _shown(uow, paper, version)
    uow.audit("paper.ready", "paper", paper.id, version_id=version.id, removed=cmd.removed)
    _announce(uow, PaperReady, paper, version)
    _tell_readers(uow, paper, version)


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
    _tell_uploader(uow, paper, version)


class Conversion(BaseModel):
    """A version that is about to be made into a PDF, or to be tried again."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID


def begin_conversion(uow: UnitOfWork, cmd: Conversion) -> None:
    """Show that the file is being made into a PDF; a second worker finds it so."""
    _paper, version = _locked(uow, cmd.version_id)
    if may_become(version.state, VersionState.CONVERTING):
        version.state = VersionState.CONVERTING
        version.converting_since = uow.now
        uow.audit("paper.converting", "paper", version.paper_id, version_id=version.id)


def put_back(uow: UnitOfWork, cmd: Conversion) -> None:
    """Let the worker look again at a version whose conversion was cut short or can now be done."""
    paper, version = _locked(uow, cmd.version_id)
    if version.state in (VersionState.CONVERTING, VersionState.FAILED):
        version.state, version.failure = VersionState.RECEIVED, None
        uow.audit("paper.put_back", "paper", paper.id, version_id=version.id)
        uow.enqueue(PROCESS, version_id=str(version.id))


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


def _tell_readers(uow: UnitOfWork, paper: Paper, version: PaperVersion) -> None:
    """Tell whoever may read it, now that it can be read; not the one who put it there."""
    container = containers.kinds().get(paper.container_kind)
    if container is None or container.audience is None:
        return
    audience = container.audience(uow.session, paper.container_id, paper.secrecy)
    if audience is None:
        return
    uow.notify(
        Notice(
            kind=_kind(version, late=_is_late(audience, uow.now)),
            to=may_view(
                uow.session, paper, [who for who in audience.people if who != version.uploaded_by]
            ),
            url=audience.url,
            params={"title": audience.title},
            subject=audience.subject,
            merge=True,
        )
    )


def _is_late(audience: containers.Audience, now: datetime) -> bool:
    return audience.wanted_at is not None and audience.wanted_at - now < LATE


def _kind(version: PaperVersion, *, late: bool) -> str:
    if late:
        return "paper.late"
    return "paper.added" if version.number == 1 else "paper.revised"


def _tell_uploader(uow: UnitOfWork, paper: Paper, version: PaperVersion) -> None:
    """Tell who put it there; the title is that of the place, whatever the file is called."""
    container = containers.kinds().get(paper.container_kind)
    places = container.describe(uow.session, [paper.container_id]) if container else {}
    place = places.get(paper.container_id)
    if place is None or version.uploaded_by is None:
        return
    uow.notify(
        Notice(
            kind="paper.failed",
            to=[version.uploaded_by],
            url=place.url,
            params={"title": place.title},
            subject=(paper.container_kind, paper.container_id),
            merge=True,
        )
    )


def _announce(
    uow: UnitOfWork, event: type[PaperReady | PaperFailed], paper: Paper, version: PaperVersion
) -> None:
    container = containers.kinds().get(paper.container_kind)
    thing = container.load(uow.session, uow.actor, paper.container_id) if container else None
    stream = container.stream(thing) if container and thing is not None else None
    if stream is None:
        return
    if paper.secrecy:
        # Not even that something came: whoever hears of it here is cleared for it.
        stream = layer_stream(version.id)
    uow.record(
        event(
            stream=stream,
            paper_id=paper.id,
            version_id=version.id,
            container_kind=paper.container_kind,
            container_id=paper.container_id,
        )
    )
