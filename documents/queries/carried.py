"""What became of the marks of the version before, as far as a person may see them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from documents import access
from documents.carrying.anchors import bounds
from documents.carrying.fates import Fate
from documents.carrying.spots import Spot, put
from documents.carrying.words import Box
from documents.held import HeldMark, HeldVersion
from documents.models import Annotation, CarriedMark, PaperVersion
from documents.policies import MarkPermission, PaperPermission
from documents.queries.marks import author_of, visible_to
from documents.states import CarryState
from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import allows

TO_SETTLE = (Fate.UNCERTAIN, Fate.ORPHANED)


@dataclass(frozen=True)
class Sight:
    """A place to be shown: the page of a version, its size in points, the box round the mark."""

    version_id: UUID
    page: int
    size: tuple[float, float]
    box: Box
    likeness: float = 0.0

    @property
    def frame(self) -> Box:
        """The part of the page to be shown: its whole width, half as high, the mark in it."""
        width, height = self.size
        high = min(width / 2, height)
        top = min(max((self.box[1] + self.box[3] - high) / 2, 0.0), height - high)
        return 0.0, round(top, 1), width, round(high, 1)

    @property
    def outline(self) -> Box:
        """x, y, width, height of a frame round the mark, wide enough to be seen."""
        x0, y0, x1, y1 = self.box
        wide, high = max(x1 - x0, 18.0) + 6, max(y1 - y0, 18.0) + 6
        return (
            round((x0 + x1 - wide) / 2, 1), round((y0 + y1 - high) / 2, 1),
            round(wide, 1), round(high, 1),
        )  # fmt: skip


@dataclass(frozen=True)
class CarriedView:
    """One mark: where it was, where it is now (None: nowhere), where else it might be."""

    id: UUID
    mark_id: UUID | None
    fate: Fate
    settled: str | None
    layer: str
    unit: str | None
    kind: str
    author: str
    created_at: datetime
    quote: str
    text: str
    old: Sight
    new: Sight | None
    others: tuple[Sight, ...]
    may_settle: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody should look at it."""
        return self.settled is None and self.fate in TO_SETTLE


@dataclass(frozen=True)
class Counts:
    """How many marks were carried, by what became of them, and how many nobody settled yet.

    `wanted`: the worker is still at it.
    """

    by_fate: Mapping[Fate, int]
    to_settle: int
    wanted: bool

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.by_fate.values())


@dataclass(frozen=True)
class CarriedMarks:
    """All of one version that the person may see, those to be settled first."""

    counts: Counts
    marks: list[CarriedView]


def carried_counts(session: Session, actor: Actor, version_id: UUID) -> Counts:
    """Return the counts of what `actor` may see, in one query for all. Raises NotFound."""
    held = access.version(session, actor, version_id, PaperPermission.READ)
    mark = aliased(Annotation)
    rows = session.execute(
        select(CarriedMark.fate, CarriedMark.settled.is_(None), func.count())
        .join(Annotation, Annotation.id == CarriedMark.origin_id)
        .outerjoin(mark, mark.id == CarriedMark.mark_id)
        .where(
            CarriedMark.version_id == version_id,
            Annotation.kind != "reply",
            visible_to(actor),
            _is_shown(mark),
        )
        .group_by(CarriedMark.fate, CarriedMark.settled.is_(None))
    )
    by_fate: Counter[Fate] = Counter()
    to_settle = 0
    for fate, is_open, count in rows:
        by_fate[Fate(fate)] += count
        to_settle += count if is_open and fate in TO_SETTLE else 0
    return Counts(by_fate, to_settle, held.version.carry_state == CarryState.WANTED)


def carried_marks(session: Session, actor: Actor, version_id: UUID) -> CarriedMarks:
    """Return what became of each mark, by page of the version before. Raises NotFound."""
    counts = carried_counts(session, actor, version_id)
    held = access.version(session, actor, version_id, PaperPermission.READ)
    views = _views(session, actor, held)
    return CarriedMarks(counts, sorted(views, key=lambda view: not view.is_open))


def carried_mark(session: Session, actor: Actor, carried_id: UUID) -> tuple[CarriedView, HeldMark]:
    """Return what became of one mark, for whoever may say where it belongs.

    Raises NotFound, Denied.
    """
    row, on = access.carried_mark(session, actor, carried_id, MarkPermission.SETTLE)
    held = HeldVersion(on.version, on.paper, on.shelf, on.grants)
    found = [view for view in _views(session, actor, held, row.id) if view.id == row.id]
    if not found:
        raise NotFound("not_found", kind="mark")
    return found[0], on


def _views(
    session: Session, actor: Actor, held: HeldVersion, only: UUID | None = None
) -> list[CarriedView]:
    mark = aliased(Annotation)
    query = (
        select(CarriedMark, Annotation, mark, Person.name, Unit.name, PaperVersion)
        .join(Annotation, Annotation.id == CarriedMark.origin_id)
        .join(PaperVersion, PaperVersion.id == Annotation.version_id)
        .join(Person, Person.id == Annotation.author_id)
        .outerjoin(Unit, Unit.id == Annotation.unit_id)
        .outerjoin(mark, mark.id == CarriedMark.mark_id)
        .where(
            CarriedMark.version_id == held.version.id,
            Annotation.kind != "reply",
            visible_to(actor),
            _is_shown(mark),
        )
        .order_by(Annotation.page, Annotation.created_at, CarriedMark.id)
    )
    if only is not None:
        query = query.where(CarriedMark.id == only)
    return [_view(actor, held, *row) for row in session.execute(query)]


def _is_shown(mark: type[Annotation]) -> ColumnElement[bool]:
    """Whoever erased a mark on the newer version has said enough about it."""
    return or_(mark.removed_at.is_(None), CarriedMark.settled == "left_out")


def _view(
    actor: Actor,
    held: HeldVersion,
    row: CarriedMark,
    origin: Annotation,
    mark: Annotation | None,
    author: str,
    unit: str | None,
    before: PaperVersion,
) -> CarriedView:
    standing = mark if mark is not None and mark.removed_at is None else None
    on = HeldMark(origin, held.version, held.paper, held.shelf, held.grants)
    return CarriedView(
        id=row.id,
        mark_id=standing.id if standing else None,
        fate=Fate(row.fate),
        settled=row.settled,
        layer=origin.layer,
        unit=unit,
        kind=origin.kind,
        author=author_of(origin, author).name,
        created_at=origin.created_at,
        quote=row.quote,
        text=standing.text if standing else origin.text,
        old=_sight(before, origin),
        new=_sight(held.version, standing) if standing else None,
        others=tuple(_offered(held.version, origin, Spot.model_validate(o)) for o in row.others),
        may_settle=allows(actor, MarkPermission.SETTLE, on),
    )


def _sight(version: PaperVersion, mark: Annotation) -> Sight:
    return Sight(version.id, mark.page, _size(version, mark.page), bounds(mark.body))


def _offered(version: PaperVersion, origin: Annotation, spot: Spot) -> Sight:
    size = _size(version, spot.page)
    box = bounds(put(origin.kind, origin.body, spot, size))
    return Sight(version.id, spot.page, size, box, spot.likeness)


def _size(version: PaperVersion, page: int) -> tuple[float, float]:
    width, height = (version.pages or [])[page - 1]
    return float(width), float(height)
