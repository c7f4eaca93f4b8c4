"""Pages of long lists by key: a page starts after the last row of the one before."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list and, when there are more, the key to ask for the next ones."""

    rows: list[T]
    next_after: str | None
