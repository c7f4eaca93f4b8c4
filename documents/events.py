"""The facts that documents announce."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from documents.marks import Mark
from ecabinet.core.events import Event


def layer_stream(version_id: UUID, unit_id: UUID | None = None) -> str:
    """Return the stream of the meeting layer of a version, or of one unit's layer on it."""
    return f"paper:{version_id}:unit:{unit_id}" if unit_id else f"paper:{version_id}:meeting"


def readers_stream(version_id: UUID) -> str:
    """Return the stream on which those who work on a version show themselves; it has no events."""
    return f"paper:{version_id}:readers"


@dataclass(frozen=True, kw_only=True)
class PaperReady(Event):
    """A version can be read. Carries ids only: not all who listen may know the title."""

    type: ClassVar[str] = "paper.ready"
    paper_id: UUID
    version_id: UUID
    container_kind: str
    container_id: UUID


@dataclass(frozen=True, kw_only=True)
class PaperFailed(Event):
    """A version cannot be used."""

    type: ClassVar[str] = "paper.failed"
    paper_id: UUID
    version_id: UUID
    container_kind: str
    container_id: UUID


@dataclass(frozen=True, kw_only=True)
class PaperRecalled(Event):
    """A paper was taken back: whoever has it open puts it away, whoever kept it forgets it."""

    type: ClassVar[str] = "paper.recalled"
    paper_id: UUID


@dataclass(frozen=True, kw_only=True)
class PaperRestored(Event):
    """A recalled paper can be read again."""

    type: ClassVar[str] = "paper.restored"
    paper_id: UUID


@dataclass(frozen=True, kw_only=True)
class PaperRightsChanged(Event):
    """Who may do what with papers of a place has changed, or may have: ask anew what is one's own.

    Names no paper and no person: not all who listen may know of them.
    """

    type: ClassVar[str] = "paper.rights_changed"
    container_kind: str
    container_id: UUID


@dataclass(frozen=True, kw_only=True)
class _MarkEvent(Event):
    mark: Mark

    def payload(self) -> dict[str, Any]:
        """Return the mark itself: whoever hears the stream of a layer may see all of it."""
        return self.mark.wire()


@dataclass(frozen=True, kw_only=True)
class AnnotationAdded(_MarkEvent):
    """Somebody made a mark on a shared layer."""

    type: ClassVar[str] = "annotation.added"


@dataclass(frozen=True, kw_only=True)
class AnnotationChanged(_MarkEvent):
    """A mark of a shared layer was moved or edited."""

    type: ClassVar[str] = "annotation.changed"


@dataclass(frozen=True, kw_only=True)
class AnnotationRemoved(Event):
    """A mark of a shared layer was removed by its author."""

    type: ClassVar[str] = "annotation.removed"
    id: UUID
