"""The notice of what was decided on a proposal (thông báo ý kiến): an official document."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_on, rule_set_of
from documents.issuing.sources import OfficialKind, SignerWanted, Source, Told, register_source
from documents.official.dates import short_date
from documents.official.letter import OfficialLetter, Section, build_letter
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from followup.paths import proposal_path
from followup.proposals import access
from followup.proposals.access import KIND
from followup.proposals.models import Proposal, ProposalDeed, ProposalEntry
from followup.proposals.policies import ProposalPermission, readable
from followup.queries.chases import signers_of
from followup.signers import signer_for

TYPE_CODE = "TB"


def _tell(session: Session, actor: Actor, proposal_id: UUID, now: datetime) -> Told:
    """Return what the notice says, in the name of the unit that approved.

    Raises NotFound; Conflict: it is not approved.
    """
    row = access.proposal(session, actor, proposal_id, ProposalPermission.READ)
    decision = _approval(session, row)
    day = office_day(now)
    issuer = issuer_on(session, row.to_unit_id or row.unit_id, day)
    rules = rule_set_of(session, issuer.code)
    unit = names_on(session, [row.unit_id], day)[row.unit_id].name
    leaders = [one.id for one in signers_of(session, issuer.unit_id, day)]
    signing = decision.actor_id if decision.actor_id in leaders else next(iter(leaders), None)
    person = session.get(Person, signing) if signing else None
    signer = signer_for(session, issuer.unit_id, person, rules, day)
    facts = OfficialLetter(
        rule_set=rules.name,
        issuer=issuer.name,
        superior=issuer.superior,
        symbol=rules.symbol_to_be(TYPE_CODE, issuer.code),
        place=issuer.place,
        day=day,
        kind="Thông báo",
        abstract=(f"ý kiến đối với đề xuất “{row.title}” của {unit}",),
        sections=(Section(paragraphs=_paragraphs(row, decision, issuer.name, unit)),),
        closing=f"Trên đây là ý kiến của {issuer.name}, đề nghị {unit} tổ chức thực hiện",
        signer=signer,
        addressees=(unit,),
        recipients=("Như trên", f"Lưu {issuer.name}"),
    )
    position = f"{signer.position}".strip()
    wanted = SignerWanted(person.id if person else None, person.name if person else "", position)
    return Told(
        facts=facts,
        title=f"Thông báo ý kiến đối với đề xuất {row.code}: {row.title}",
        unit_id=issuer.unit_id,
        rule_set=rules.name,
        signers=(wanted,),
        recipients=unit[:1_000],
    )


def _approval(session: Session, row: Proposal) -> ProposalEntry:
    query = select(ProposalEntry).where(
        ProposalEntry.proposal_id == row.id, ProposalEntry.kind == ProposalDeed.APPROVED
    )
    found = session.scalars(query).first()
    if found is None:
        raise Conflict("proposal.not_approved")
    return found


def _paragraphs(row: Proposal, decision: ProposalEntry, issuer: str, unit: str) -> tuple[str, ...]:
    sent = short_date(office_day(row.submitted_at or row.created_at))
    words = str(decision.detail.get("text", ""))
    said = [line for line in words.splitlines() if line.strip()]
    return (
        f"Xét đề xuất {row.code} trình ngày {sent} của {unit}, {issuer} có ý kiến như sau:",
        "Đồng ý với nội dung đề nghị dưới đây:",
        *(line for line in row.wish.splitlines() if line.strip()),
        *said,
    )


def _numbered(facts: OfficialLetter, symbol: str, day: date) -> OfficialLetter:
    return replace(facts, symbol=symbol, day=day)


def _readable(actor: Actor) -> Select[UUID]:
    return select(Proposal.id).where(readable(actor))


def register_proposal_notice() -> None:
    """Register the kind; twice is the same as once."""
    register_source(
        Source(
            OfficialKind.PROPOSAL_NOTICE, KIND, TYPE_CODE, OfficialLetter, _tell, _numbered,
            build_letter, _readable, proposal_path,
        )
    )  # fmt: skip
