"""A column among what a query finds, so that an index of the column serves it beside others.

`a = 1 OR id IN (SELECT …)` makes PostgreSQL look at every row; with the keys as an array it finds
those of each part by its index. SQLite does so as it is.
"""

from typing import Any, Self

from sqlalchemy import Boolean, Select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class among(FunctionElement[bool]):  # noqa: N801 - used as a function.
    """Whether `column` is one of the keys that `found` selects; `found` stands for itself."""

    type = Boolean()
    inherit_cache = True
    name = "among"

    def __init__(self, column: Any, found: Select[Any]) -> None:
        super().__init__(column, found.correlate(None).scalar_subquery())

    def self_group(self, against: Any = None) -> Self:
        """Stay as it is: `… = 1`, as SQLite's truth values are asked, would hide the index."""
        return self


@compiles(among)
def _in_array(element: Any, compiler: Any, **kwargs: Any) -> str:
    column, keys = (compiler.process(each, **kwargs) for each in element.clauses)
    return f"({column} = ANY (ARRAY{keys}))"


@compiles(among, "sqlite")
def _in_keys(element: Any, compiler: Any, **kwargs: Any) -> str:
    column, keys = (compiler.process(each, **kwargs) for each in element.clauses)
    return f"({column} IN {keys})"
