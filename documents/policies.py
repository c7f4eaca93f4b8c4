"""Who may do what with papers and marks. The container a paper lies in decides."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from documents import containers
from documents.containers import Container
from documents.models import Annotation, Paper, PaperVersion
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate


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
    shelf: Shelf


OnShelf = HeldPaper | HeldVersion


def _asks(rule: Callable[[Container], containers.Rule]) -> Predicate:
    def predicate(actor: Actor, held: Shelf | OnShelf) -> bool:
        shelf = held if isinstance(held, Shelf) else held.shelf
        return rule(shelf.container)(actor, shelf.thing)

    return predicate


def owns_personal_or_sees_meeting(actor: Actor, held: HeldMark) -> bool:
    """Personal marks exist for nobody but their author."""
    if not held.shelf.container.may_read(actor, held.shelf.thing):
        return False
    return held.mark.layer == "meeting" or held.mark.author_id == actor.person_id


def is_author_and_may_still_write(actor: Actor, held: HeldMark) -> bool:
    """Only the author changes or removes a mark; on the meeting layer only while it is open.

    Nobody else may, the secretary included: what a person wrote before all stays as written.
    """
    if held.mark.author_id != actor.person_id:
        return False
    shelf = held.shelf
    return held.mark.layer == "personal" or shelf.container.may_annotate(actor, shelf.thing)


POLICIES: dict[Permission, Predicate] = {
    PaperPermission.READ: _asks(lambda container: container.may_read),
    PaperPermission.MARK_OWN: _asks(lambda container: container.may_read),
    PaperPermission.MARK_MEETING: _asks(lambda container: container.may_annotate),
    PaperPermission.UPLOAD: _asks(lambda container: container.may_upload),
    MarkPermission.READ: owns_personal_or_sees_meeting,
    MarkPermission.CHANGE: is_author_and_may_still_write,
    MarkPermission.REMOVE: is_author_and_may_still_write,
}


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL twin of PaperPermission.READ, for lists of papers."""
    return or_(
        false(),
        *(
            and_(Paper.container_kind == kind, Paper.container_id.in_(rules.visible_ids(actor)))
            for kind, rules in containers.kinds().items()
        ),
    )
