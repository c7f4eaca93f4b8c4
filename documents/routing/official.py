"""The transfer slip as an official document: its facts, who signs it, who may read it."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_on, rule_set_of
from documents.issuing.policies import OfficialPermission
from documents.issuing.sources import OfficialKind, SignerWanted, Source, Told, register_source
from documents.official.parts import Signer
from documents.official.transfer import Receiver, Strokes, TransferFacts, build_transfer
from documents.register.models import Urgency
from documents.routing import access
from documents.routing.models import PartRole, Slip
from documents.routing.policies import SlipPermission, visible_to
from documents.routing.queries.detail import slip_detail
from documents.routing.queries.shapes import SlipDetail
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.permissions import allows

SUBJECT = "slip"
# Words of an official text are Vietnamese by law, so not translated.
ROLES = {
    PartRole.LEAD: "Chủ trì",
    PartRole.COORDINATE: "Phối hợp",
    PartRole.INFORM: "Để biết",
}
URGENCY = {
    Urgency.NORMAL: "Thường",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.EXPRESS: "Hỏa tốc",
}


def slip_facts(session: Session, actor: Actor, slip_id: UUID, now: datetime) -> TransferFacts:
    """Return what stands on a slip, as of the day on which it was sent. Raises NotFound."""
    slip = access.slip(session, actor, slip_id, SlipPermission.READ)
    detail = slip_detail(session, actor, slip_id, office_day(now))
    day = office_day(slip.sent_at)
    issuer = issuer_on(session, slip.unit_id, day)
    rules = rule_set_of(session, issuer.code)
    return TransferFacts(
        rule_set=rules.name,
        issuer=issuer.name,
        superior=issuer.superior,
        symbol="",
        place=issuer.place,
        day=day,
        about=detail.row.symbol,
        said=tuple(_said(detail)),
        receivers=tuple(Receiver(one.name, ROLES[one.role], one.note) for one in detail.row.parts),
        instruction=tuple(x for x in detail.row.instruction.splitlines() if x.strip()),
        signer=Signer(detail.row.sender, "Người chuyển"),
        strokes=_strokes(detail),
    )


def _strokes(slip: SlipDetail) -> Strokes:
    return tuple(map(tuple, slip.ink.strokes)) if slip.ink else ()


def _said(slip: SlipDetail) -> list[str]:
    row = slip.row
    said = [
        f"Văn bản: số {row.symbol} ngày {slip.issued_on:%d/%m/%Y} của {slip.issuing_body}",
        f"Về việc: {row.abstract}",
        f"Mức độ khẩn: {URGENCY[row.urgency]}",
        f"Chuyển lúc: {office_time(row.sent_at):%H:%M ngày %d/%m/%Y}",
    ]
    if row.due_on:
        said.append(f"Hạn xử lý: {row.due_on:%d/%m/%Y}")
    if row.recalled:
        said.append("Phiếu này đã được thu hồi.")
    return said


def _tell(session: Session, actor: Actor, slip_id: UUID, now: datetime) -> Told:
    """Return what the slip says; who sent it signs it, in the name of the unit."""
    slip = access.slip(session, actor, slip_id, SlipPermission.READ)
    facts = slip_facts(session, actor, slip_id, now)
    return Told(
        facts=facts,
        title=f"Phiếu chuyển {facts.about}: {slip.entry.abstract}",
        unit_id=slip.unit_id,
        rule_set=facts.rule_set,
        signers=(SignerWanted(slip.sender_id, facts.signer.name, facts.signer.position),),
        secrecy=slip.entry.secrecy,
        recipients=", ".join(one.name for one in facts.receivers)[:1_000],
    )


def transfer_offered(session: Session, actor: Actor, slip_id: UUID) -> list[OfficialKind]:
    """Return the kind when the actor may draft the document of this slip. Raises NotFound."""
    slip = access.slip(session, actor, slip_id, SlipPermission.READ)
    may = allows(actor, OfficialPermission.DRAFT, slip.unit_id)
    return [OfficialKind.TRANSFER] if may and not slip.recalled_at else []


def _numbered(facts: TransferFacts, symbol: str, day: date) -> TransferFacts:
    return replace(facts, symbol=symbol, day=day)


def _readable(actor: Actor) -> Select[UUID]:
    return select(Slip.id).where(visible_to(actor))


def slip_path(slip_id: UUID) -> str:
    """Return the page of a slip."""
    return f"/routing/{slip_id}"


def register_transfer() -> None:
    """Register the kind; twice is the same as once."""
    register_source(
        Source(
            OfficialKind.TRANSFER, SUBJECT, "PC", TransferFacts, _tell, _numbered, build_transfer,
            _readable, slip_path,
        )
    )  # fmt: skip
