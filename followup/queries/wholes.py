"""Tasks that were given, and the pieces into which lead units broke them down.

A piece is the lead unit's own matter: official figures count the task once, however it is divided.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from followup.models import Task
from followup.queries.views import View


class Pieces(StrEnum):
    """Whether pieces are counted beside the tasks of which they are parts."""

    WITHOUT = "without"
    WITH = "with"


class _IsWhole(FunctionElement[bool]):
    """The task is no piece of another."""

    type = Boolean()
    inherit_cache = True
    name = "is_whole"


@compiles(_IsWhole)
def _is_null(element: Any, compiler: Any, **kwargs: Any) -> str:
    return f"({compiler.process(element.clauses, **kwargs)} IS NULL)"


@compiles(_IsWhole, "sqlite")
def _without_its_index(element: Any, compiler: Any, **kwargs: Any) -> str:
    """The plus keeps the index of parents out of it: nearly all tasks have none."""
    return f"(+{compiler.process(element.clauses, **kwargs)} IS NULL)"


WHOLE = _IsWhole(Task.parent_id)


def usual_pieces(view: View) -> Pieces:
    """Return how tasks of a view are counted unless somebody asks: of all once, as the office
    reports them; in views of a person or a unit the pieces too, for these are their work."""
    return Pieces.WITHOUT if view is View.ALL else Pieces.WITH
