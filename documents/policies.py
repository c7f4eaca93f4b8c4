"""Who may do what with papers and marks. The container a paper lies in decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, false, or_

from documents import containers
from documents.grants import Level, level_in_sql
from documents.held import HeldLayer, HeldMark, OnShelf, Shelf
from documents.models import Paper
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, reaches
from ecabinet.core.rules import all_of, any_of


class PaperPermission(Permission):
    """What can be done to papers, and to the shelf they stand on."""

    READ = "paper:read"
    ANNOTATE = "paper:annotate"
    DOWNLOAD = "paper:download"
    PRINT = "paper:print"
    MARK_OWN = "paper:mark_own"
    MARK_MEETING = "paper:mark_meeting"
    READ_UNIT = "paper:read_unit"
    MARK_UNIT = "paper:mark_unit"
    POINT = "paper:point"
    KEEP_PLACE = "paper:keep_place"
    UPLOAD = "paper:upload"
    RECALL = "paper:recall"
    RESTORE = "paper:restore"
    TAKE_CLEAN = "paper:take_clean"
    TAKE_ORIGINAL = "paper:take_original"
    GRANT = "paper:grant"


class MarkPermission(Permission):
    """What can be done to one mark."""

    READ = "mark:read"
    CHANGE = "mark:change"
    REMOVE = "mark:remove"
    SETTLE = "mark:settle"


@dataclass(frozen=True)
class AskShelf:
    """Asks the container a paper lies in: its rule of this name decides."""

    name: str
    every: bool = True

    def __call__(self, actor: Actor, held: Shelf | OnShelf) -> bool:
        """Ask it."""
        return all(rule(actor, thing) for rule, thing in self.inside(held))

    def inside(self, held: Shelf | OnShelf) -> list[tuple[Predicate, Any]]:
        """The container's rule, with the container."""
        shelf = held if isinstance(held, Shelf) else held.shelf
        return [(getattr(shelf.container, self.name), shelf.thing)]


def is_cleared(actor: Actor, held: Shelf | OnShelf) -> bool:
    """Is cleared for the secrecy of the paper; a shelf as such has none."""
    return isinstance(held, Shelf) or actor.clearance >= held.paper.secrecy


def is_standing(_actor: Actor, held: Shelf | OnShelf) -> bool:
    """The paper was not recalled; a shelf as such never is."""
    return isinstance(held, Shelf) or held.paper.recalled_at is None


def was_recalled(_actor: Actor, held: Shelf | OnShelf) -> bool:
    """The paper was recalled."""
    return not isinstance(held, Shelf) and held.paper.recalled_at is not None


@dataclass(frozen=True)
class Granted:
    """The grants of the paper and its place (`documents.grants`) give the person this much now.

    A shelf as such has none. Grants only narrow, or widen again, what readers of the place may do:
    the place's own rule, secrecy and recall are asked beside them.
    """

    level: Level

    def __call__(self, actor: Actor, held: Shelf | OnShelf) -> bool:
        """Ask the rule that decides for the person."""
        return isinstance(held, Shelf) or held.grants.level(actor) >= self.level


def granted(level: Level) -> Predicate:
    """Return the rule: the grants give so much, or the person is one of those who set them.

    Whoever manages the papers of a place never loses sight of them by a rule of their own.
    """
    return any_of(Granted(level), AskShelf("may_manage"))


def is_on_meeting_layer(_actor: Actor, held: HeldMark) -> bool:
    """The mark lies on the meeting layer, which all readers of the paper see."""
    return held.mark.layer == "meeting"


def is_personal(_actor: Actor, held: HeldMark) -> bool:
    """The mark lies on its author's own layer."""
    return held.mark.layer == "personal"


def own_units(actor: Actor) -> frozenset[UUID]:
    """Return the units whose layers are the actor's: where they hold an office today.

    Not what was inherited from a merged unit, and nothing on behalf of another: what a unit wrote
    for itself stays with its own people.
    """
    if actor.deputy is not None:
        return frozenset()
    return frozenset(office.unit_id for office in actor.offices if not office.inherited)


def is_of_the_unit(actor: Actor, held: HeldLayer) -> bool:
    """Holds an office today in the unit whose layer it is."""
    return held.unit_id in own_units(actor)


def is_on_their_unit_layer(actor: Actor, held: HeldMark) -> bool:
    """The mark lies on the layer of a unit in which the person holds an office today."""
    return held.mark.layer == "unit" and held.mark.unit_id in own_units(actor)


def made_the_mark(actor: Actor, held: HeldMark) -> bool:
    """Made the mark. A deputy only what was made as this person's deputy, and before all."""
    if held.mark.author_id != actor.person_id:
        return False
    return actor.deputy is None or held.mark.deputy_id == actor.deputy.person_id


def was_made_here(_actor: Actor, held: HeldMark) -> bool:
    """The mark was made here, not read from a file: what others wrote is nobody's to reword."""
    return held.mark.written_by is None


may_read = all_of(AskShelf("may_read"), is_cleared, is_standing, granted(Level.VIEW))
may_write = granted(Level.ANNOTATE)
# Personal marks exist for nobody but their author, those of a unit for nobody outside it: not
# even for their author, who has left.
sees_mark = all_of(
    may_read,
    any_of(is_on_meeting_layer, is_on_their_unit_layer, all_of(is_personal, made_the_mark)),
)
is_on_open_layer = any_of(
    all_of(is_on_meeting_layer, AskShelf("may_annotate")), is_on_their_unit_layer, is_personal
)
# Nobody but the author, the secretary included: what a person wrote before all stays as written.
may_still_write = all_of(made_the_mark, may_write, is_on_open_layer)
# Who brings papers there, and who looks after them when no more are brought: for the record.
keeps_papers = any_of(AskShelf("may_upload"), AskShelf("may_manage"))
# Where a mark belongs in a newer version: on a shared layer whoever may write there says so.
may_settle = all_of(sees_mark, may_write, is_on_open_layer)

POLICIES: dict[Permission, Predicate] = {
    PaperPermission.READ: may_read,
    PaperPermission.ANNOTATE: all_of(may_read, may_write),
    PaperPermission.DOWNLOAD: all_of(may_read, granted(Level.DOWNLOAD)),
    PaperPermission.PRINT: all_of(may_read, granted(Level.PRINT)),
    PaperPermission.MARK_OWN: all_of(may_read, may_write),
    PaperPermission.MARK_MEETING: all_of(
        AskShelf("may_annotate"), is_cleared, is_standing, may_write
    ),
    PaperPermission.READ_UNIT: all_of(may_read, is_of_the_unit),
    PaperPermission.MARK_UNIT: all_of(may_read, is_of_the_unit, may_write),
    PaperPermission.POINT: all_of(AskShelf("may_point"), is_cleared, is_standing),
    PaperPermission.KEEP_PLACE: may_read,
    PaperPermission.UPLOAD: all_of(AskShelf("may_upload"), is_cleared, is_standing),
    PaperPermission.RECALL: all_of(AskShelf("may_upload"), is_cleared, is_standing),
    PaperPermission.GRANT: all_of(AskShelf("may_manage"), is_cleared, is_standing),
    PaperPermission.RESTORE: all_of(AskShelf("may_upload"), is_cleared, was_recalled),
    PaperPermission.TAKE_CLEAN: all_of(keeps_papers, is_cleared, is_standing),
    PaperPermission.TAKE_ORIGINAL: all_of(keeps_papers, is_cleared, is_standing),
    MarkPermission.READ: sees_mark,
    MarkPermission.CHANGE: all_of(may_still_write, was_made_here),
    MarkPermission.REMOVE: may_still_write,
    MarkPermission.SETTLE: may_settle,
}


def cleared_for(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL twin of `is_cleared` and `is_standing`."""
    return and_(Paper.secrecy <= actor.clearance, Paper.recalled_at.is_(None))


def in_sight_of(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL twin of PaperPermission.READ on papers whose place the actor may read."""
    managed = _lies_in(
        {
            kind: rules.managed_ids(actor)
            for kind, rules in containers.kinds().items()
            if rules.managed_ids is not None
        }
    )
    return and_(cleared_for(actor), or_(level_in_sql(actor) >= int(Level.VIEW), managed))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL twin of PaperPermission.READ, for lists of papers."""
    if not reaches(actor, PaperPermission.READ):
        return false()
    shelves = {kind: rules.visible_ids(actor) for kind, rules in containers.kinds().items()}
    return and_(in_sight_of(actor), _lies_in(shelves))


def _lies_in(allowed: Mapping[str, Select[UUID]]) -> ColumnElement[bool]:
    """Whether a paper lies in one of the containers, by kind; asked for its own container alone.

    As sets they would hold every container of ten years, for each kind there is; PostgreSQL makes
    such sets of what merely exists, too, but not of what begins at a row.
    """
    if not allowed:
        return false()
    own = {
        kind: ids.where(ids.selected_columns[0] == Paper.container_id)
        .offset(0)
        .correlate(Paper)
        .exists()
        for kind, ids in allowed.items()
    }
    return case(own, value=Paper.container_kind, else_=false())
