"""One deed on many chosen tasks: each is a unit of work of its own, so that one that cannot be done
takes none of the others with it, and is named with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

from pydantic import BaseModel

from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, NotFound, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.web.errors import sentence
from ecabinet.web.requests import current_actor, platform, request_id

C = TypeVar("C", bound=BaseModel)

MOST = 100
"""Of one request; a page of the list has fewer."""


@dataclass(frozen=True)
class Chosen:
    """A task that was chosen, as it was seen."""

    id: UUID
    revision: int | None = None


@dataclass(frozen=True)
class Refused:
    """What could not be done: the code of the reason, and its sentence."""

    id: UUID
    code: str
    detail: str


@dataclass(frozen=True)
class Outcome:
    """What became of each, in the order in which they were chosen."""

    done: tuple[UUID, ...]
    refused: tuple[Refused, ...]


def read_chosen(values: Sequence[str]) -> list[Chosen]:
    """Return the tasks of a form: "id.revision" each, once; what is neither is left out."""
    found: dict[UUID, Chosen] = {}
    for value in values[:MOST]:
        task_id, _, revision = value.partition(".")
        try:
            one = Chosen(UUID(task_id), int(revision) if revision else None)
        except ValueError:
            continue
        found[one.id] = one
    return list(found.values())


def each(
    chosen: Sequence[Chosen],
    command: Callable[[UnitOfWork, C], BaseModel | None],
    wish: Callable[[Chosen], C],
) -> Outcome:
    """Do `command` to each task. A request sent again does none of them twice."""
    asked = request_id()
    done: list[UUID] = []
    refused: list[Refused] = []
    for one in chosen:
        mark = f"{uuid5(NAMESPACE_OID, f'{asked}:{one.id}')}" if asked else None
        try:
            platform().store.execute(current_actor(), command, wish(one), request_id=mark)
        except (NotFound, Denied, Conflict, Invalid, Stale) as error:
            refused.append(_refused(one.id, error))
        else:
            done.append(one.id)
    return Outcome(tuple(done), tuple(refused))


def _refused(task_id: UUID, error: DomainError) -> Refused:
    return Refused(task_id, error.code, sentence(error))
