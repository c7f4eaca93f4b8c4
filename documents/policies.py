"""Who may do what with papers and marks. The container a paper lies in decides."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from documents import containers
from documents.containers import Container
from documents.models import Annotation, Paper, PaperVersion
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, reaches
from ecabinet.core.rules import all_of, any_of


class PaperPermission(Permission):
    """What can be done to papers, and to the shelf they stand on."""

    READ = "paper:read"
    MARK_OWN = "paper:mark_own"
    MARK_MEETING = "paper:mark_meeting"
    UPLOAD = "paper:upload"


class MarkPermission(Permission):
    """What can be done to one mark."""

    READ = "mark:read"
    CHANGE = "mark:change"
    REMOVE = "mark:remove"


@dataclass(frozen=True)
class Shelf:
    """One container, loaded, with the rules of its kind."""

    kind: str
    id: UUID
    container: Container
    thing: Any


@dataclass(frozen=True)
class HeldPaper:
    """A paper on its shelf."""

    paper: Paper
    shelf: Shelf


@dataclass(frozen=True)
class HeldVersion:
    """A version of a paper on its shelf."""

    version: PaperVersion
    paper: Paper
    shelf: Shelf


@dataclass(frozen=True)
class HeldMark:
    """A mark on a version of a paper on its shelf."""

    mark: Annotation
    version: PaperVersion
    paper: Paper
    shelf: Shelf


OnShelf = HeldPaper | HeldVersion | HeldMark


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


def is_on_meeting_layer(_actor: Actor, held: HeldMark) -> bool:
    """The mark lies on the meeting layer, which all readers of the paper see."""
    return held.mark.layer == "meeting"


def is_personal(_actor: Actor, held: HeldMark) -> bool:
    """The mark lies on its author's own layer."""
    return held.mark.layer == "personal"


def made_the_mark(actor: Actor, held: HeldMark) -> bool:
    """Made the mark. A deputy only what was made as this person's deputy, and before all."""
    if held.mark.author_id != actor.person_id:
        return False
    return actor.deputy is None or held.mark.deputy_id == actor.deputy.person_id


may_read = all_of(AskShelf("may_read"), is_cleared)
# Personal marks exist for nobody but their author.
sees_mark = all_of(may_read, any_of(is_on_meeting_layer, made_the_mark))
# Nobody but the author, the secretary included: what a person wrote before all stays as written.
may_still_write = all_of(
    made_the_mark,
    any_of(all_of(is_on_meeting_layer, AskShelf("may_annotate")), is_personal),
)

POLICIES: dict[Permission, Predicate] = {
    PaperPermission.READ: may_read,
    PaperPermission.MARK_OWN: may_read,
    PaperPermission.MARK_MEETING: all_of(AskShelf("may_annotate"), is_cleared),
    PaperPermission.UPLOAD: all_of(AskShelf("may_upload"), is_cleared),
    MarkPermission.READ: sees_mark,
    MarkPermission.CHANGE: may_still_write,
    MarkPermission.REMOVE: may_still_write,
}


def cleared_for(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL twin of `is_cleared`."""
    return Paper.secrecy <= actor.clearance


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL twin of PaperPermission.READ, for lists of papers."""
    if not reaches(actor, PaperPermission.READ):
        return false()
    return and_(cleared_for(actor), _on_readable_shelf(actor))


def _on_readable_shelf(actor: Actor) -> ColumnElement[bool]:
    return or_(
        false(),
        *(
            and_(Paper.container_kind == kind, Paper.container_id.in_(rules.visible_ids(actor)))
            for kind, rules in containers.kinds().items()
        ),
    )
