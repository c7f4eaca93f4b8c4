"""What a unit has sent becomes an official document: numbered "…-KH/…" or "…-BC/…", signed."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.issuing.commands.drafts import DocumentRef, DraftDocument, add_draft, ref
from documents.issuing.models import OfficialDocument
from documents.issuing.policies import visible_to
from documents.issuing.sources import OfficialKind, SignerWanted, Source, Told, register_source
from documents.issuing.states import OfficialState
from documents.official.apart import set_apart
from documents.official.letter import OfficialLetter
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.unit_of_work import UnitOfWork
from followup.paths import weekly_edition_link
from followup.weekly import access
from followup.weekly.models import WeeklyEdition, WeeklySheet
from followup.weekly.paper import KINDS, heading, paper_of
from followup.weekly.policies import WeeklyPermission, readable
from followup.weekly.shapes import thawed
from followup.weekly.states import WeeklyStage, WeeklyState

SUBJECT = "weekly_edition"
OFFICIAL = {
    WeeklyStage.PLAN: OfficialKind.WEEKLY_PLAN,
    WeeklyStage.REPORT: OfficialKind.WEEKLY_REPORT,
}


class DraftWeekly(BaseModel):
    """The newest edition of a unit's sheet."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sheet_id: UUID


def draft_weekly(uow: UnitOfWork, cmd: DraftWeekly) -> DocumentRef:
    """Draft the official document of what was sent last; the clerk numbers it, the leader signs.

    When it is issued, it takes the place of that of an edition before.

    Raises:
        NotFound, Denied; Conflict: it lies with its writer, or there is such a document.
    """
    row = access.sheet_to_change(uow, cmd.sheet_id, WeeklyPermission.ISSUE)
    if row.state is not WeeklyState.SENT:
        raise Conflict(f"weekly_sheet.is_{row.state.value}")
    newest = access.edition(uow.session, uow.actor, row.id, row.edition)
    old = uow.session.scalars(_documents(row.id).with_for_update()).first()
    if old is not None and old.state == OfficialState.DRAFT:
        raise Conflict("official.drafted")
    if old is not None and old.subject_id == newest.id:
        raise Conflict("official.issued")
    if old is not None and old.state == OfficialState.ISSUING:
        raise Conflict("official.not_now", state=old.state)
    wish = DraftDocument(kind=OFFICIAL[row.stage], subject_id=newest.id)
    return ref(add_draft(uow, wish, old.id if old else None))


def _documents(sheet_id: UUID) -> Select[OfficialDocument]:
    """The document of a sheet that stands, the newest first."""
    editions = select(WeeklyEdition.id).where(WeeklyEdition.sheet_id == sheet_id)
    return (
        select(OfficialDocument)
        .where(
            OfficialDocument.subject_kind == SUBJECT,
            OfficialDocument.subject_id.in_(editions),
            OfficialDocument.state != OfficialState.SUPERSEDED,
        )
        .order_by(OfficialDocument.drafted_at.desc())
    )


def document_of(session: Session, actor: Actor, sheet_id: UUID) -> OfficialDocument | None:
    """Return the document of a sheet that stands, if the actor may read it; one query."""
    return session.scalars(_documents(sheet_id).where(visible_to(actor)).limit(1)).first()


def _tell(session: Session, actor: Actor, edition_id: UUID, now: datetime) -> Told:
    """Return the paper of what was sent: later changes of the sheet do not reach it."""
    edition = access.edition_by_id(session, actor, edition_id)
    row = edition.sheet
    if row.person_id is not None:
        raise NotFound("not_found", kind=access.KIND)
    data = thawed(edition.data)
    paper = paper_of(data, office_day(now))
    return Told(
        facts=paper,
        title=heading(data),
        unit_id=row.unit_id,
        rule_set=data.rule_set,
        signers=(SignerWanted(edition.sent_by_id, data.signer, data.position),),
        recipients=data.to,
    )


def _numbered(facts: OfficialLetter, symbol: str, day: date) -> OfficialLetter:
    return replace(facts, symbol=symbol, day=day)


def _readable(actor: Actor) -> Select[UUID]:
    return (
        select(WeeklyEdition.id)
        .join(WeeklySheet, WeeklySheet.id == WeeklyEdition.sheet_id)
        .where(WeeklySheet.person_id.is_(None), readable(actor))
    )


def register_weekly_documents() -> None:
    """Register both kinds; twice is the same as once."""
    for stage, kind in OFFICIAL.items():
        register_source(
            Source(
                kind, SUBJECT, KINDS[stage][1], OfficialLetter, _tell, _numbered,
                partial(set_apart, kind="pdf"), _readable, weekly_edition_link,
            )
        )  # fmt: skip
