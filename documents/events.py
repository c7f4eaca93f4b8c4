"""The facts that documents announce."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from documents.marks import Mark
from ecabinet.core.events import Event


def layer_stream(version_id: UUID) -> str:
    """Return the stream of the meeting layer of a version."""
    return f"paper:{version_id}:meeting"


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
class _MarkEvent(Event):
    mark: Mark

    def payload(self) -> dict[str, Any]:
        """Return the mark itself: everybody in the room may see the meeting layer."""
        return self.mark.wire()


@dataclass(frozen=True, kw_only=True)
class AnnotationAdded(_MarkEvent):
    """Somebody made a mark on the meeting layer."""

    type: ClassVar[str] = "annotation.added"


@dataclass(frozen=True, kw_only=True)
class AnnotationChanged(_MarkEvent):
    """A mark of the meeting layer was moved or edited."""

    type: ClassVar[str] = "annotation.changed"


@dataclass(frozen=True, kw_only=True)
class AnnotationRemoved(Event):
    """A mark of the meeting layer was removed by its author."""

    type: ClassVar[str] = "annotation.removed"
    id: UUID
