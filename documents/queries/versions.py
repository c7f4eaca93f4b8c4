"""All versions of a paper, and what changed in the words from one to another."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import access
from documents.models import PageText, Paper, PaperVersion
from documents.policies import PaperPermission
from documents.queries.papers import VersionView, version_view
from documents.states import VersionState
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.deputies import deputies
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.permissions import allows


@dataclass(frozen=True)
class PaperVersions:
    """A paper with all its versions, newest first, and what the reader may do with them."""

    paper_id: UUID
    title: str
    symbol: str | None
    shown_number: int
    versions: list[VersionView]
    place_title: str
    place_url: str
    may_upload: bool
    may_grant: bool = False
    may_take_original: bool = False


@dataclass(frozen=True)
class TwoTexts:
    """The words of two versions of one paper, page by page."""

    paper: Paper
    before: PaperVersion
    after: PaperVersion
    words_before: list[str]
    words_after: list[str]


def paper_versions(session: Session, actor: Actor, version_id: UUID) -> PaperVersions:
    """Return the versions of the paper of which `version_id` is one. Raises NotFound."""
    held = access.version(session, actor, version_id, PaperPermission.READ)
    rows = session.execute(
        select(PaperVersion, Person.name)
        .outerjoin(Person, Person.id == PaperVersion.uploaded_by)
        .where(PaperVersion.paper_id == held.paper.id)
        .order_by(PaperVersion.number.desc())
    ).all()
    by = deputies(session, [held.paper.id])
    place = held.shelf.container.describe(session, [held.shelf.id]).get(held.shelf.id)
    return PaperVersions(
        paper_id=held.paper.id,
        title=held.paper.title,
        symbol=held.paper.symbol,
        shown_number=held.paper.shown_number,
        versions=[version_view(row, name, by) for row, name in rows],
        place_title=place.title if place else "",
        place_url=place.url if place else "",
        may_upload=allows(actor, PaperPermission.UPLOAD, held),
        may_grant=allows(actor, PaperPermission.GRANT, held),
        may_take_original=allows(actor, PaperPermission.TAKE_ORIGINAL, held),
    )


def version_before(session: Session, actor: Actor, version_id: UUID) -> UUID | None:
    """Return the newest older version that can be read; None for the first. Raises NotFound."""
    held = access.version(session, actor, version_id, PaperPermission.READ)
    return session.scalar(
        select(PaperVersion.id)
        .where(
            PaperVersion.paper_id == held.paper.id,
            PaperVersion.number < held.version.number,
            PaperVersion.state == VersionState.READY,
        )
        .order_by(PaperVersion.number.desc())
        .limit(1)
    )


def two_texts(session: Session, actor: Actor, version_id: UUID, before_id: UUID | None) -> TwoTexts:
    """Return both texts; without `before_id` that of the version before.

    Raises NotFound, also for versions of two papers; Conflict: not ready, or there is only one.
    """
    after = access.version(session, actor, version_id, PaperPermission.READ)
    before_id = before_id or version_before(session, actor, version_id)
    if before_id is None:
        raise Conflict("compare.only_one")
    before = access.version(session, actor, before_id, PaperPermission.READ)
    if before.paper.id != after.paper.id:
        raise NotFound("not_found", kind="paper")
    for held in (before, after):
        if held.version.state != VersionState.READY or held.version.page_count is None:
            raise Conflict("paper.not_ready")
    return TwoTexts(
        after.paper,
        before.version,
        after.version,
        _words(session, before.version),
        _words(session, after.version),
    )


def _words(session: Session, version: PaperVersion) -> list[str]:
    rows = session.execute(
        select(PageText.page, PageText.text).where(PageText.version_id == version.id)
    )
    texts = {row.page: row.text for row in rows}
    return [texts.get(page, "") for page in range(1, (version.page_count or 0) + 1)]
