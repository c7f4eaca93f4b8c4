"""What can be found of documents: papers by the words of their pages, and notes on them."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Exists, Select, and_, select
from sqlalchemy.orm import Session, aliased

from documents import containers
from documents.containers import Place
from documents.models import Annotation, CarriedMark, PageText, Paper, PaperVersion
from documents.policies import visible_to
from documents.queries import marks
from documents.register import policies as register
from documents.register.models import Entry
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.search.kinds import Card, Kind, Watch, Words, register_kind


def register_search_kinds() -> None:
    """Register papers, entries of the register and marks."""
    register_kind(
        Kind(
            key="paper",
            rank=2,
            label=_l("Trong tài liệu"),
            icon="file",
            words=_paper_words,
            visible=lambda actor: select(Paper.id).where(visible_to(actor)),
            cards=_paper_cards,
            every=lambda: select(Paper.id),
            watch=(
                Watch(Paper, ("title", "symbol", "shown_number"), lambda paper: paper.id),
                Watch(PaperVersion, ("state", "recognised_at"), lambda version: version.paper_id),
            ),
            opened_at=_page_address,
            page_words=lambda page: _("Trang %(number)s", number=page),
        )
    )
    register_kind(
        Kind(
            key="entry",
            rank=2,
            label=_l("Sổ văn bản"),
            icon="folder",
            words=_entry_words,
            visible=lambda actor: select(Entry.id).where(register.visible_to(actor)),
            cards=_entry_cards,
            every=lambda: select(Entry.id),
            watch=(
                Watch(Entry, ("symbol", "abstract", "issuing_body", "note"), lambda row: row.id),
            ),
        )
    )
    register_kind(
        Kind(
            key="mark",
            rank=3,
            label=_l("Ghi chú"),
            icon="note",
            words=_mark_words,
            visible=_visible_marks,
            cards=_mark_cards,
            every=lambda: select(Annotation.id).where(Annotation.text != ""),
            watch=(Watch(Annotation, ("text", "removed_at"), lambda mark: mark.id),),
        )
    )


def _paper_words(session: Session, paper_id: UUID) -> Words | None:
    row = session.execute(_shown([paper_id])).one_or_none()
    if row is None:
        return None
    paper, version = row
    pages = session.scalars(select(PageText).where(PageText.version_id == version.id))
    title = f"{paper.symbol or ''} {paper.title}".strip()
    return Words(title, {page.page: page.text for page in pages}, paper.created_at)


def _paper_cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = session.execute(_shown(ids)).all()
    places = _places(session, [paper for paper, _version in rows])
    cards = {}
    for paper, version in rows:
        place = places.get((paper.container_kind, paper.container_id))
        cards[paper.id] = Card(
            title=f"{paper.symbol} · {paper.title}" if paper.symbol else paper.title,
            url=f"/papers/{version.id}",
            note=place.title if place else "",
            at=(place.at if place else None) or paper.created_at,
        )
    return cards


def _shown(ids: Collection[UUID]) -> Select[Paper, PaperVersion]:
    return (
        select(Paper, PaperVersion)
        .join(
            PaperVersion,
            and_(PaperVersion.paper_id == Paper.id, PaperVersion.number == Paper.shown_number),
        )
        .where(Paper.id.in_(ids))
    )


def _places(session: Session, papers: Collection[Paper]) -> dict[tuple[str, UUID], Place]:
    found: dict[tuple[str, UUID], Place] = {}
    for kind in {paper.container_kind for paper in papers}:
        ids = [paper.container_id for paper in papers if paper.container_kind == kind]
        places = containers.of_kind(kind).describe(session, ids)
        found.update({(kind, key): place for key, place in places.items()})
    return found


def _page_address(url: str, page: int, query: str) -> str:
    return f"{url}?{urlencode({'page': page, 'find': query})}"


def _entry_words(session: Session, entry_id: UUID) -> Words | None:
    row = session.get(Entry, entry_id)
    if row is None:
        return None
    title = f"{row.symbol} {row.abstract} {row.issuing_body}"
    return Words(title, {1: row.note} if row.note else {}, row.entered_at)


def _entry_cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = session.scalars(select(Entry).where(Entry.id.in_(ids)))
    return {
        row.id: Card(
            title=f"{row.symbol} {row.abstract}",
            url=f"/register/{row.id}",
            note=row.issuing_body,
            at=row.entered_at,
        )
        for row in rows
    }


def _mark_words(session: Session, mark_id: UUID) -> Words | None:
    mark = session.get(Annotation, mark_id)
    if mark is None or mark.removed_at is not None or not mark.text.strip():
        return None
    return Words("", {1: mark.text}, mark.created_at)


def _visible_marks(actor: Actor) -> Select[Any]:
    return (
        select(Annotation.id)
        .join(PaperVersion, PaperVersion.id == Annotation.version_id)
        .join(Paper, Paper.id == PaperVersion.paper_id)
        .where(
            Annotation.removed_at.is_(None),
            marks.visible_to(actor),
            visible_to(actor),
            ~_stands_in_a_newer_version(),
        )
    )


def _stands_in_a_newer_version() -> Exists:
    """A note that was carried over is found once: where people read now."""
    copy = aliased(Annotation)
    return (
        select(CarriedMark.id)
        .join(copy, copy.id == CarriedMark.mark_id)
        .where(CarriedMark.origin_id == Annotation.id, copy.removed_at.is_(None))
        .exists()
    )


def _mark_cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = session.execute(
        select(Annotation, Paper.title, Person.name)
        .join(PaperVersion, PaperVersion.id == Annotation.version_id)
        .join(Paper, Paper.id == PaperVersion.paper_id)
        .join(Person, Person.id == Annotation.author_id)
        .where(Annotation.id.in_(ids))
    )
    return {
        mark.id: Card(
            title=title,
            url=f"/papers/{mark.version_id}?page={mark.page}",
            note=str(_("%(author)s, trang %(page)s", author=_signed(mark, name), page=mark.page)),
            at=mark.created_at,
        )
        for mark, title, name in rows
    }


def _signed(mark: Annotation, name: str) -> str:
    if mark.written_by is None:
        return name
    return _("%(name)s (nhập từ tệp)", name=mark.written_by or _("Không rõ người ghi"))
