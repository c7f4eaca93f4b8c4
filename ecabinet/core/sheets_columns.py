"""Columns of tables in files, and the headings by which they are found."""

from dataclasses import dataclass
from typing import Any

from ecabinet.core.text import fold


@dataclass(frozen=True)
class Column:
    """One column: its key in code, its heading in the file, whether it must be there."""

    key: str
    title: Any
    required: bool = False
    example: str = ""
    names: tuple[str, ...] = ()


def names_of(column: Column) -> set[str]:
    """Return the headings by which a column is known, plain."""
    return {plain(name) for name in (column.key, str(column.title), *column.names)}


def plain(heading: str) -> str:
    """Return a heading as it is compared: no case, diacritics, stars or double spaces."""
    return " ".join(fold(heading).replace("*", " ").split())
