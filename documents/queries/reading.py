"""What helps one reader in one paper: where they stopped, their bookmarks, places of words."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import access
from documents.held import HeldVersion
from documents.models import Bookmark, PageText, ReadingPlace
from documents.policies import PaperPermission
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows

HITS_AT_MOST = 500
_AROUND = 48
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class OwnBookmark:
    """A page to find again; `name` may be empty."""

    page: int
    name: str


@dataclass(frozen=True)
class OwnReading:
    """The page last read (None: never opened), and the bookmarks in order of pages."""

    page: int | None
    bookmarks: list[OwnBookmark]


@dataclass(frozen=True)
class Hit:
    """A place where the words stand: the words as written, and some of the text around.

    `nth` counts the places of one page from 0.
    """

    page: int
    nth: int
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Hits:
    """The first `HITS_AT_MOST` places, how many there are, and pages without any text."""

    hits: list[Hit]
    total: int
    pages_without_text: int


def own_reading(session: Session, actor: Actor, version_id: UUID) -> OwnReading:
    """Return what `actor` keeps of the paper; nothing for whoever acts on behalf of another.

    A newer version may be shorter: pages it does not have are left out. Raises NotFound.
    """
    held = access.version(session, actor, version_id, PaperPermission.READ)
    if not allows(actor, PaperPermission.KEEP_PLACE, held):
        return OwnReading(None, [])
    pages = held.version.page_count or 0
    place = session.get(ReadingPlace, (actor.person_id, held.paper.id))
    marked = session.scalars(
        select(Bookmark)
        .where(
            Bookmark.person_id == actor.person_id,
            Bookmark.paper_id == held.paper.id,
            Bookmark.page <= pages,
        )
        .order_by(Bookmark.page)
    )
    stopped_at = min(place.page, pages) if place and pages else None
    return OwnReading(stopped_at, [OwnBookmark(row.page, row.name) for row in marked])


def search_paper(
    session: Session, actor: Actor, version_id: UUID, pattern: re.Pattern[str]
) -> Hits:
    """Return where `pattern` (`documents.finding`) stands in the text. Raises NotFound."""
    held = access.version(session, actor, version_id, PaperPermission.READ)
    texts = _texts(session, held)
    hits: list[Hit] = []
    total = 0
    for page, text in texts:
        for nth, match in enumerate(pattern.finditer(text)):
            total += 1
            if len(hits) < HITS_AT_MOST:
                hits.append(_hit(page, nth, text, match))
    return Hits(hits, total, (held.version.page_count or 0) - len(texts))


def _texts(session: Session, held: HeldVersion) -> list[tuple[int, str]]:
    rows = session.execute(
        select(PageText.page, PageText.text)
        .where(PageText.version_id == held.version.id)
        .order_by(PageText.page)
    )
    return [(page, text) for page, text in rows if text.strip()]


def _hit(page: int, nth: int, text: str, match: re.Match[str]) -> Hit:
    before = text[max(0, match.start() - _AROUND) : match.start()]
    after = text[match.end() : match.end() + _AROUND]
    # Whole words only: what the cut has torn is left out.
    if match.start() > _AROUND:
        before = before.partition(" ")[2] or before
    if match.end() + _AROUND < len(text):
        after = after.rpartition(" ")[0] or after
    return Hit(page, nth, _line(before), _line(match.group()), _line(after))


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text)
