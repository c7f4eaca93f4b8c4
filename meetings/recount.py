"""A result counted again from its file alone: no database, no settings. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from ecabinet.core.audit import digest
from ecabinet.core.errors import Invalid
from meetings.ballot_forms import Kind, check
from meetings.catalogue import Function
from meetings.paper_figures import check_count, papers_of
from meetings.result_file import Record, ResultFile, fingerprint, read_file
from meetings.tally import outcome_of
from meetings.terms import Outcome, Paper

CLOSED = "vote.closed"
# Words may be put better in a later edition; what they say is counted, and the hash covers them.
NOT_COUNTED = {"sentence"}


@dataclass(frozen=True)
class Recount:
    """What was read, if it could be, what is wrong with it, and what should be looked at."""

    file: ResultFile | None
    faults: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def recount(content: bytes) -> Recount:
    """Check the file's hashes, then count its ballots anew."""
    try:
        file, kept = read_file(content)
    except ValueError as error:  # json's and pydantic's errors are ValueErrors, too.
        return Recount(None, (f"unreadable: {str(error).splitlines()[0]}",))
    faults = [*_chain(file, kept), *_voters(file.record), *_figures(file.record)]
    twice = [code for code, times in Counter(file.record.codes).items() if times > 1]
    remarks = tuple(f"the code {code} is there more than once" for code in twice)
    return Recount(file, tuple(faults), remarks)


def _chain(file: ResultFile, kept: str) -> Iterator[str]:
    entry, record = file.entry, file.record
    if entry.detail.get("record") != fingerprint(kept):
        yield "the record is not the one that the audit log tells of"
    if (entry.action, entry.subject_id) != (CLOSED, str(record.vote_id)):
        yield "the entry of the audit log tells of something else"
    if digest(cast(Any, entry)) != entry.hash:
        yield "the entry of the audit log does not fit its hash"


def _voters(record: Record) -> Iterator[str]:
    """Nobody voted twice, or without being entitled; who is said to have cast has."""
    has_cast = {n for n, voter in enumerate(record.voters, 1) if voter.cast}
    if record.kind is Kind.SECRET:
        if any(ballot.voter is not None for ballot in record.ballots):
            yield "a ballot of a secret vote bears a name"
        if not len(record.ballots) == len(record.codes) == len(has_cast):
            yield (
                f"{len(has_cast)} have cast, {len(record.ballots)} ballots, "
                f"{len(record.codes)} codes"
            )
        return
    told = [ballot.voter for ballot in record.ballots]
    if len(set(told)) < len(told):
        yield "somebody has more than one ballot"
    if set(told) != has_cast:
        yield "the ballots are not of those who have cast"
    for ballot in record.ballots:
        if ballot.voter in has_cast and ballot.weight != record.voters[ballot.voter - 1].weight:
            yield f"the ballot of voter {ballot.voter} does not count as much as it should"


def _figures(record: Record) -> Iterator[str]:
    outcome, terms = record.outcome, record.outcome.terms
    if record.paper is not None:
        if record.ballots or record.codes:
            yield "there are ballots beside those counted on paper"
        try:
            check_count(record.paper, terms, len(record.voters))
        except Invalid as error:
            yield f"the figures counted on paper cannot be right: {error.code}"
            return
    for number, ballot in enumerate(record.ballots, 1):
        try:
            check(ballot.said, terms.ballots)
        except Invalid as error:
            yield f"ballot {number} does not fit the form of the vote: {error.code}"
            return
    found = counted(record)
    for name in Outcome.model_fields.keys() - NOT_COUNTED:
        if getattr(found, name) != getattr(outcome, name):
            yield f"{name}: {getattr(outcome, name)} stands there, {getattr(found, name)} counted"


def counted(record: Record) -> Outcome:
    """Return the outcome of the ballots of the record under its rules."""
    if record.paper is not None:
        return outcome_of(papers_of(record.paper, record.outcome.terms), record.outcome.terms)
    papers = [Paper(ballot.said, ballot.weight) for ballot in record.ballots]
    chairs = {n for n, v in enumerate(record.voters, 1) if v.function == Function.CHAIR}
    chair = next((b.said for b in record.ballots if b.voter in chairs), None)
    return outcome_of(papers, record.outcome.terms, chair)
