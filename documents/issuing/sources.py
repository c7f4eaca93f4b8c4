"""Where official documents come from. Higher features register their kinds.

Documents knows no meeting: an invitation is a kind whose facts meetings tell.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor


class OfficialKind(StrEnum):
    """The kinds of official documents."""

    INVITATION = "invitation"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    NOTICE = "notice"
    VOTE_RESULT = "vote_result"
    CHASE = "chase"
    TASK_REPORT = "task_report"
    ASSIGNMENT = "assignment"
    TRANSFER = "transfer"
    PROPOSAL_NOTICE = "proposal_notice"
    WEEKLY_PLAN = "weekly_plan"
    WEEKLY_REPORT = "weekly_report"


@dataclass(frozen=True, slots=True)
class SignerWanted:
    """Who signs, and as what it stands above the name."""

    person_id: UUID | None
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a source tells of a document: its facts as they are now, and what the record needs.

    `facts` is a frozen dataclass of the kind with `rule_set`; `unit_id` issues it. `hold` is the
    code of why it cannot be issued yet, though it can be drafted and looked at.
    """

    facts: Any
    title: str
    unit_id: UUID
    rule_set: str
    signers: tuple[SignerWanted, ...]
    secrecy: int = 0
    recipients: str = ""
    hold: str = ""


@dataclass(frozen=True)
class Source:
    """One kind of document.

    type_code: of its symbol and ledger; None: it goes with another document and has no number.
    facts: the class of its facts.
    tell: the facts as they stand for this actor; raises as the gate of the subject does.
    numbered: the facts with symbol and day of issue.
    draw: the PDF of facts.
    readable: the SQL twin of who may read the subject's documents: selects ids of subjects.
    url: the page of the subject.
    write: the same as DOCX, for offices that must edit; None: not offered.
    """

    kind: OfficialKind
    subject_kind: str
    type_code: str | None
    facts: type[Any]
    tell: Callable[[Session, Actor, UUID, datetime], Told]
    numbered: Callable[[Any, str, date], Any]
    draw: Callable[[Any], bytes]
    readable: Callable[[Actor], Select[UUID]]
    url: Callable[[UUID], str]
    write: Callable[[Any], bytes] | None = None
    _adapter: list[TypeAdapter[Any]] = field(default_factory=list, compare=False)

    def frozen(self, facts: Any) -> dict[str, Any]:
        """Return facts as they are kept."""
        return cast(dict[str, Any], self._json.dump_python(facts, mode="json"))

    def thawed(self, kept: dict[str, Any]) -> Any:
        """Return facts as they were issued."""
        return self._json.validate_python(kept)

    @property
    def _json(self) -> TypeAdapter[Any]:
        if not self._adapter:
            self._adapter.append(TypeAdapter(self.facts))
        return self._adapter[0]


_SOURCES: dict[OfficialKind, Source] = {}


def register_source(source: Source) -> None:
    """Let documents of this kind be made. Registering again replaces (a second app)."""
    _SOURCES[source.kind] = source


def source_of(kind: str) -> Source:
    """Return the source of a kind. Raises KeyError."""
    return _SOURCES[OfficialKind(kind)]


def sources(subject_kind: str | None = None) -> list[Source]:
    """Return the sources of documents about a kind of thing, or all, in the order of kinds."""
    known = [_SOURCES[kind] for kind in OfficialKind if kind in _SOURCES]
    return [s for s in known if subject_kind in (None, s.subject_kind)]


def digest_of(facts: dict[str, Any]) -> str:
    """Return what tells whether facts are still those that somebody saw."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]
