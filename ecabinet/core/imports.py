"""What an import found in a file, and what it did: shared by the commands and the doors."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from ecabinet.core.errors import Conflict
from ecabinet.core.events import jsonable
from ecabinet.core.sheets import Problem


class Refused(BaseModel):
    """A row that was not imported: its number in the file and the code of the reason."""

    model_config = ConfigDict(frozen=True)
    number: int
    code: str
    params: dict[str, Any] = {}


class Imported(BaseModel):
    """What an import did. `refused` are rows that were wrong, or have become so since."""

    model_config = ConfigDict(frozen=True)
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refused] = []


@dataclass(frozen=True)
class Checked:
    """What the feature finds in a file: a row with a problem is bad, all others are good.

    `effects` tells for a good row what would happen (a lazy translation), when it is not plain.
    """

    problems: list[Problem] = field(default_factory=list)
    effects: dict[int, Any] = field(default_factory=dict)


def left_out(
    problems: Iterable[Problem], *, skip_bad: bool, earlier: Iterable[Refused] = ()
) -> list[Refused]:
    """Return the reasons of the rows that an importing command leaves out, by row.

    `earlier` are those that were found in the file alone, before the command.

    Raises:
        Conflict: rows are wrong, and it was not said to leave them out.
    """
    refused = sorted([*earlier, *as_refused(problems)], key=lambda row: row.number)
    if refused and not skip_bad:
        raise Conflict("import.has_bad_rows", count=len({row.number for row in refused}))
    return refused


def as_refused(problems: Iterable[Problem]) -> list[Refused]:
    """Return problems of rows as a command takes and answers them."""
    return [
        Refused(number=p.number, code=p.code, params=jsonable(p.params))
        for p in problems
        if p.number is not None
    ]
