"""Whether a document keeps to its rule-set: a draft as it would be printed, or the file issued."""

import tempfile
from pathlib import Path
from uuid import UUID

from documents.issuing.queries.detail import draft_told, file_of
from documents.issuing.sources import OfficialKind, source_of
from documents.official.checking import Asked, Fault, check
from documents.official.rules import RuleSet, rule_set
from documents.pdf.layout import layout_of
from ecabinet.concurrency import run_blocking
from ecabinet.core.actors import Actor
from ecabinet.platform import Platform

_DATED_AS_MINUTES = (OfficialKind.MINUTES, OfficialKind.VOTE_RESULT)
_WITH_RECIPIENTS = (
    OfficialKind.INVITATION,
    OfficialKind.NOTICE,
    OfficialKind.CHASE,
    OfficialKind.TASK_REPORT,
    OfficialKind.ASSIGNMENT,
    OfficialKind.TRANSFER,
    OfficialKind.PROPOSAL_NOTICE,
    OfficialKind.WEEKLY_PLAN,
    OfficialKind.WEEKLY_REPORT,
)


def asked_of(kind: OfficialKind, rules: RuleSet, *, numbered: bool) -> Asked:
    """Return what a document of a kind must have."""
    return Asked(
        numbered=numbered and source_of(kind).type_code is not None,
        dated=rules.minutes.dated_head if kind in _DATED_AS_MINUTES else True,
        recipients=kind in _WITH_RECIPIENTS,
        titled=kind is not OfficialKind.CHASE,
    )


def faults_of_draft(platform: Platform, actor: Actor, document_id: UUID) -> list[Fault]:
    """Return what a draft would break if it were printed now. Raises NotFound, Denied, Conflict."""
    with platform.store.reading() as session:
        source, told = draft_told(session, actor, document_id, platform.store.clock())
    rules = rule_set(told.rule_set)
    with tempfile.TemporaryDirectory(prefix="ecabinet-check-") as folder:
        path = Path(folder) / "draft.pdf"
        path.write_bytes(run_blocking(source.draw, told.facts))
        return check(layout_of(path), rules, asked_of(source.kind, rules, numbered=False))


def faults_of_file(platform: Platform, actor: Actor, document_id: UUID) -> list[Fault]:
    """Return what the file of an issued document breaks. Raises NotFound, Conflict."""
    with platform.store.reading() as session:
        row = file_of(session, actor, document_id)
    assert row.issued_blob is not None
    rules = rule_set(row.rule_set)
    sheets = layout_of(platform.blobs.path(row.issued_blob))
    return check(sheets, rules, asked_of(OfficialKind(row.kind), rules, numbered=True))
