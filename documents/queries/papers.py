"""Papers as pages and the API show them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from documents import access, containers
from documents.containers import Place
from documents.grants import DEFAULT, Level
from documents.models import PDF, PageText, Paper, PaperVersion
from documents.policies import PaperPermission, in_sight_of, visible_to
from documents.states import VersionState
from documents.viewers import level_of
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.deputies import Deputies, deputies
from ecabinet.core.errors import NotFound
from ecabinet.core.pages import Page
from ecabinet.core.permissions import allows, reaches

PAGE_SIZE = 50
_NEWEST, _UPLOADER, _NEWEST_BY = aliased(PaperVersion), aliased(Person), aliased(Person)
Shown = Select[Paper, PaperVersion, str | None, PaperVersion | None, str | None]


@dataclass(frozen=True)
class VersionView:
    """A version. `pages` is (width, height) in points of each page, empty for other files."""

    id: UUID
    paper_id: UUID
    number: int
    state: VersionState
    failure: str | None
    filename: str
    media_type: str
    size: int
    page_count: int | None
    pages: tuple[tuple[float, float], ...]
    note: str
    uploaded_at: datetime
    uploaded_by: str | None
    deputy: str | None = None
    light_state: str | None = None
    light_size: int | None = None

    @property
    def is_pdf(self) -> bool:
        """Whether it has pages to read; other files can only be downloaded."""
        return bool(self.pages) or self.media_type == PDF

    @property
    def is_ready(self) -> bool:
        """Whether it can be opened."""
        return self.state == VersionState.READY


@dataclass(frozen=True)
class PaperView:
    """A paper with the version people read, and the newest one when that is another.

    `sent_at` is when its first version came: a correction does not make a paper late.
    """

    id: UUID
    container_kind: str
    container_id: UUID
    title: str
    symbol: str | None
    secrecy: int
    sent_at: datetime
    version: VersionView
    newer: VersionView | None


@dataclass(frozen=True)
class PaperRow:
    """A paper in a list, with the place it comes from."""

    paper: PaperView
    place: Place | None

    @property
    def late(self) -> bool:
        """Whether it came after the time its place set."""
        return is_late(self.paper, self.place)


@dataclass(frozen=True)
class PaperDetail:
    """A paper as its own page shows it; `version` is the one asked for, maybe an older one."""

    paper: PaperView
    version: VersionView
    place: Place | None
    may_mark_meeting: bool
    level: Level = DEFAULT

    @property
    def late(self) -> bool:
        """Whether the paper (not this version of it) came after the time its place set."""
        return is_late(self.paper, self.place)


def is_late(paper: PaperView, place: Place | None) -> bool:
    """Return whether the paper came after the time its place set; never where it sets none."""
    return containers.came_late(paper.sent_at, place.due_at if place else None)


def papers_of(
    session: Session, actor: Actor, kind: str, container_ids: Collection[UUID]
) -> dict[UUID, list[PaperView]]:
    """Return the papers of containers that the caller has authorised, in their order.

    Those above the actor's clearance are left out. A constant number of queries.
    """
    found: dict[UUID, list[PaperView]] = defaultdict(list)
    if not reaches(actor, PaperPermission.READ):
        return {}
    query = _shown().where(
        Paper.container_kind == kind, Paper.container_id.in_(container_ids), in_sight_of(actor)
    )
    for view in _views(session, query.order_by(Paper.position, Paper.id)):
        found[view.container_id].append(view)
    return dict(found)


def readable_papers(
    session: Session, actor: Actor, after: UUID | None = None, limit: int = PAGE_SIZE
) -> Page[PaperRow]:
    """Return the papers `actor` may read, newest first, a page at a time."""
    query = _shown().where(visible_to(actor)).order_by(Paper.id.desc()).limit(limit + 1)
    if after:
        query = query.where(Paper.id < after)
    views = _views(session, query)
    places = _places(session, views[:limit])
    rows = [PaperRow(v, places.get((v.container_kind, v.container_id))) for v in views[:limit]]
    return Page(rows, str(rows[-1].paper.id) if len(views) > limit else None)


def paper_detail(session: Session, actor: Actor, version_id: UUID) -> PaperDetail:
    """Return the paper of `version_id`. Raises NotFound."""
    held = access.version(session, actor, version_id, PaperPermission.READ)
    (paper,) = _views(session, _shown().where(Paper.id == held.paper.id))
    uploader = session.get(Person, held.version.uploaded_by) if held.version.uploaded_by else None
    place = held.shelf.container.describe(session, [held.shelf.id]).get(held.shelf.id)
    may_mark = allows(actor, PaperPermission.MARK_MEETING, held)
    by = deputies(session, [held.paper.id])
    version = version_view(held.version, uploader.name if uploader else None, by)
    return PaperDetail(paper, version, place, may_mark, level_of(actor, held))


def page_text(session: Session, actor: Actor, version_id: UUID, page: int) -> str:
    """Return the words of a page (1-based), empty for a scan.

    Raises NotFound, also for a page that the paper does not have.
    """
    version = access.version(session, actor, version_id, PaperPermission.READ).version
    if not 1 <= page <= (version.page_count or 0):
        raise NotFound("paper.no_such_page")
    row = session.get(PageText, (version_id, page))
    return row.text if row else ""


def _shown() -> Shown:
    query = (
        select(Paper, PaperVersion, _UPLOADER.name, _NEWEST, _NEWEST_BY.name)
        .join(
            PaperVersion,
            (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == Paper.shown_number),
        )
        .outerjoin(_UPLOADER, _UPLOADER.id == PaperVersion.uploaded_by)
        .outerjoin(
            _NEWEST,
            (_NEWEST.paper_id == Paper.id)
            & (_NEWEST.number == Paper.latest_number)
            & (Paper.latest_number != Paper.shown_number),
        )
        .outerjoin(_NEWEST_BY, _NEWEST_BY.id == _NEWEST.uploaded_by)
    )
    return cast(Shown, query)  # What is joined from outside may be absent.


def _views(session: Session, query: Shown) -> list[PaperView]:
    rows = session.execute(query).all()
    by = deputies(session, [row[0].id for row in rows]) if rows else Deputies(())
    return [
        PaperView(
            id=paper.id,
            container_kind=paper.container_kind,
            container_id=paper.container_id,
            title=paper.title,
            symbol=paper.symbol,
            secrecy=paper.secrecy,
            sent_at=paper.created_at,
            version=version_view(version, uploader, by),
            newer=version_view(newest, newest_by, by) if newest else None,
        )
        for paper, version, uploader, newest, newest_by in rows
    ]


def version_view(row: PaperVersion, uploader: str | None, by: Deputies) -> VersionView:
    """Return a version as pages and the API show it."""
    return VersionView(
        id=row.id,
        paper_id=row.paper_id,
        number=row.number,
        state=VersionState(row.state),
        failure=row.failure,
        filename=row.filename,
        media_type=row.media_type,
        size=row.size,
        page_count=row.page_count,
        pages=tuple((float(w), float(h)) for w, h in row.pages or ()),
        note=row.note,
        uploaded_at=row.uploaded_at,
        uploaded_by=uploader,
        light_state=row.light_state,
        light_size=row.light_size,
        deputy=by.of(row.paper_id, "paper.uploaded", row.uploaded_at),
    )


def _places(session: Session, views: Collection[PaperView]) -> dict[tuple[str, UUID], Place]:
    """Describe the containers of `views`: one call per kind, however many papers there are."""
    by_kind: dict[str, set[UUID]] = defaultdict(set)
    for view in views:
        by_kind[view.container_kind].add(view.container_id)
    return {
        (kind, container_id): place
        for kind, ids in by_kind.items()
        for container_id, place in containers.of_kind(kind).describe(session, ids).items()
    }
