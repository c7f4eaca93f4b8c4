"""What the rules of papers look at: a paper, a version, a layer, a mark, each on its shelf.

Grants have no default here: who leaves them out would let in whom they keep out.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from documents.containers import Container
from documents.grants import Grants
from documents.models import Annotation, Paper, PaperCopy, PaperVersion


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
    grants: Grants


@dataclass(frozen=True)
class HeldVersion:
    """A version of a paper on its shelf."""

    version: PaperVersion
    paper: Paper
    shelf: Shelf
    grants: Grants


@dataclass(frozen=True)
class HeldLayer:
    """One unit's layer on a version of a paper on its shelf."""

    unit_id: UUID
    version: PaperVersion
    paper: Paper
    shelf: Shelf
    grants: Grants


@dataclass(frozen=True)
class HeldMark:
    """A mark on a version of a paper on its shelf."""

    mark: Annotation
    version: PaperVersion
    paper: Paper
    shelf: Shelf
    grants: Grants


@dataclass(frozen=True)
class HeldCopy:
    """A copy made for one reader, of a version of a paper on its shelf."""

    copy: PaperCopy
    version: PaperVersion
    paper: Paper
    shelf: Shelf
    grants: Grants


OnShelf = HeldPaper | HeldVersion | HeldLayer | HeldMark
