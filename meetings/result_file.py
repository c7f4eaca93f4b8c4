"""The result of a vote as a file that anybody can count again, without the product. Pure.

The record is fixed when the vote closes; its SHA-256 stands in the entry of the audit log that
tells of the close, and that entry is chained to all others. The file holds both, in one form only:
every other order, space or way to write a number is a changed file.
"""

import hashlib
import json
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from meetings.ballot_forms import Choice, Kind, Said
from meetings.paper_figures import PaperCount
from meetings.terms import Outcome

FORMAT: Literal["ecabinet.vote/1"] = "ecabinet.vote/1"


class Part(BaseModel):
    """Parent of what the file is made of; what is not named here does not belong in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Voter(Part):
    """Who was entitled, in the order of seats; `cast_by` names who casts on their behalf."""

    name: str
    function: str
    weight: int
    cast: bool
    cast_by: str | None


class FiledBallot(Part):
    """One ballot. `voter` counts the list of voters from 1; None where the vote was secret."""

    voter: int | None
    choice: Choice | None
    text: str
    chosen: tuple[int, ...] | None
    weight: int

    @property
    def said(self) -> Said:
        """What it says."""
        return Said(choice=self.choice, text=self.text, chosen=self.chosen)


class Record(Part):
    """What was asked, of whom, under which rules, what was cast, and what follows from it.

    `outcome.terms` are the rules. `codes` are those of a secret vote, in the order of the alphabet:
    which ballot is whose code's, nobody can tell. `paper` stands instead of ballots where people
    counted them; in the record of another vote there is no such field.
    """

    format: Literal["ecabinet.vote/1"]
    vote_id: UUID
    meeting_id: UUID
    meeting: str
    item: str
    question: str
    kind: Kind
    opened_at: datetime
    closed_at: datetime
    voters: tuple[Voter, ...]
    ballots: tuple[FiledBallot, ...]
    codes: tuple[str, ...]
    outcome: Outcome
    paper: PaperCount | None = None


class Entry(Part):
    """The entry of the audit log by which the record can be found there (core/audit.py)."""

    seq: int
    at: datetime
    actor_id: UUID | None
    action: str
    subject_kind: str
    subject_id: str
    detail: dict[str, Any]
    behalf_of_id: UUID | None
    previous: str
    hash: str


class ResultFile(Part):
    """The whole file."""

    record: Record
    entry: Entry


def record_text(record: Record) -> str:
    """Return the record in the form that is kept and hashed."""
    left_out = {"paper"} if record.paper is None else set()
    return _written(record.model_dump(mode="json", exclude=left_out))


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a record in its kept form."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_bytes(kept: str, entry: Entry) -> bytes:
    """Return the file for a record in its kept form."""
    return _laid_out({"record": json.loads(kept), "entry": entry.model_dump(mode="json")})


def read_file(content: bytes) -> tuple[ResultFile, str]:
    """Return what the file holds, and its record in the kept form.

    Raises:
        ValueError: it is no such file, or not in the one form it may have.
    """
    whole = json.loads(content)
    if not isinstance(whole, dict) or _laid_out(whole) != content:
        raise ValueError("the file is not in the form in which it was written")
    parsed = ResultFile.model_validate(whole)
    return parsed, _written(whole["record"])


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _laid_out(whole: dict[str, Any]) -> bytes:
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, indent=1)
    return (text + "\n").encode()
