"""A small table that Python made, to join with: one value of JSON, however many rows it has.

Thousands of bound values would be compiled anew for each page, and databases limit their number.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    String,
    bindparam,
    column,
    select,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import CTE
from sqlalchemy.types import TypeEngine

WITHOUT_ZONE = len("2026-11-30 00:00:00.000000")


class _Each(FunctionElement[Any]):
    """The elements of an array, each a row."""

    inherit_cache = True
    name = "each"


class _AsTyped(FunctionElement[Any]):
    """Text as a day or a moment; SQLite keeps them as text."""

    inherit_cache = True
    name = "as_typed"


@compiles(_Each)
def _elements(element: Any, compiler: Any, **kwargs: Any) -> str:
    return f"json_array_elements(CAST({compiler.process(element.clauses, **kwargs)} AS JSON))"


@compiles(_Each, "sqlite")
def _each(element: Any, compiler: Any, **kwargs: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kwargs)})"


@compiles(_AsTyped)
def _cast(element: Any, compiler: Any, **kwargs: Any) -> str:
    kind = compiler.dialect.type_compiler_instance.process(element.type)
    return f"CAST({compiler.process(element.clauses, **kwargs)} AS {kind})"


@compiles(_AsTyped, "sqlite")
def _as_it_is(element: Any, compiler: Any, **kwargs: Any) -> str:
    return f"substr({compiler.process(element.clauses, **kwargs)}, 1, {WITHOUT_ZONE})"


def table_of(name: str, columns: dict[str, TypeEngine[Any]], rows: Iterable[Sequence[Any]]) -> CTE:
    """Return the table `name` of `rows`, of numbers, truth values, days and moments."""
    lines = [[_plain(each) for each in row] for row in rows]
    given = bindparam(None, json.dumps(lines), String())
    value = _Each(given).table_valued(column("value", JSON), name=f"{name}_line").c.value
    each = [
        _typed(value[at], kind).label(each_name)
        for at, (each_name, kind) in enumerate(columns.items())
    ]
    # Made once, not again for each task.
    return select(*each).cte(name).prefix_with("MATERIALIZED")


def _plain(value: Any) -> Any:
    """Moments are written so that as text, without the zone, they sort with those of SQLite."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(" ", "microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _typed(value: Any, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    if not isinstance(kind, Date | DateTime):
        of: ColumnElement[Any] = (
            value.as_boolean() if isinstance(kind, Boolean) else value.as_integer()
        )
        return of
    typed = _AsTyped(value.as_string())
    typed.type = kind
    return type_coerce(typed, kind)
