"""The letter that asks and the sheet that tells the result, as facts of official papers.

Words of an official paper, which is in Vietnamese whoever reads it.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_on
from documents.models import Paper
from documents.official.letter import LetterTable, OfficialLetter, Section
from documents.official.markup import lower_first
from documents.official.parts import Signer
from documents.official.result_sheet import ResultSheet
from documents.official.rules import rule_set
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.errors import Conflict
from meetings.ballot_forms import Choice, Form
from meetings.circulation import access
from meetings.circulation.containers import PAPERS
from meetings.circulation.counting import BASES
from meetings.circulation.fields import ShareOf
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.policies import CirculationPermission
from meetings.terms import Outcome, Terms
from meetings.verdict_words import threshold_vi
from meetings.vote_sheet import CHOICES, figures_of


def letter(session: Session, actor: Actor, circulation_id: UUID, now: datetime) -> OfficialLetter:
    """Return the letter (phiếu lấy ý kiến) as one who was asked fills it in. Raises NotFound."""
    row = access.circulation(session, actor, circulation_id, CirculationPermission.READ)
    own = next((part for part in row.parts if part.person_id == actor.person_id), None)
    issuer = issuer_on(session, row.unit_id, office_day(row.sent_at or now))
    rules = rule_set(row.rule_set)
    until = office_time(row.due_at)
    papers = session.scalars(
        select(Paper.title)
        .where(
            Paper.container_kind == PAPERS, Paper.container_id == row.id,
            Paper.recalled_at.is_(None), Paper.secrecy == 0,
        )
        .order_by(Paper.position, Paper.id)
    ).all()  # fmt: skip
    return OfficialLetter(
        rule_set=row.rule_set,
        issuer=issuer.name,
        superior=issuer.superior,
        symbol=rules.symbol_to_be("PLYK", issuer.code),
        place=issuer.place,
        day=office_day(row.sent_at or now),
        kind="Phiếu lấy ý kiến",
        abstract=(f"về {lower_first(row.title)}",),
        addressees=(_called(own, rules.minutes.person),),
        sections=(
            Section(
                paragraphs=(
                    f"Đề nghị cho ý kiến trước {until:%H:%M} ngày {until:%d/%m/%Y} về:",
                    *row.question.splitlines(),
                )
            ),
            *_listed("Tài liệu kèm theo", papers),
            Section(heading="Ý kiến", table=_choices(row, own)),
            Section(heading="Ý kiến khác", paragraphs=((own.text if own else "") or "…" * 40,)),
        ),
        closing=f"Mức thông qua: {_threshold(row)}.",
        signer=Signer(name=own.name if own else "", position="Người cho ý kiến"),
        recipients=("Như trên", f"Lưu {issuer.name}"),
    )


def result_sheet(session: Session, actor: Actor, circulation_id: UUID) -> ResultSheet:
    """Return the sheet of a circulation ballot that was counted.

    Raises:
        NotFound, Denied: the result is not the actor's to know yet.
        Conflict: it has no result yet.
    """
    row = access.circulation(session, actor, circulation_id, CirculationPermission.READ)
    if row.outcome is None or row.closed_at is None or row.sent_at is None:
        raise Conflict("circulation.not_now")
    access.circulation(session, actor, circulation_id, CirculationPermission.READ_RESULT)
    outcome = Outcome.model_validate(row.outcome)
    day = office_day(row.closed_at)
    issuer = issuer_on(session, row.unit_id, day)
    rules = rule_set(row.rule_set)
    sent, until = office_time(row.sent_at), office_time(row.due_at)
    tracker = session.get_one(Person, row.tracker_id)
    asked = len(row.parts)
    return ResultSheet(
        rule_set=row.rule_set,
        issuer=issuer.name,
        superior=issuer.superior,
        symbol=rules.symbol_to_be("BC", issuer.code),
        place=issuer.place,
        day=day,
        kind="Kết quả lấy ý kiến",
        abstract=(f"về {lower_first(row.title)}",),
        facts=(
            ("Nội dung lấy ý kiến", row.question),
            ("Hình thức", "Phiếu lấy ý kiến ghi tên, gửi trên hệ thống phòng họp không giấy"),
            ("Thời gian", f"từ {sent:%H:%M %d/%m/%Y} đến {until:%H:%M %d/%m/%Y}"),
            ("Số người được lấy ý kiến", str(asked)),
            ("Số người đã trả lời", f"{outcome.cast}/{asked}"),
            ("Mức thông qua", _threshold(row)),
        ),
        figures=figures_of(outcome),
        verdict=outcome.sentence.vi,
        left=Signer(name=tracker.name, position="Người kiểm phiếu"),
        right=Signer(name="", position="Người chủ trì"),
        named=LetterTable(
            ("STT", "Họ và tên", "Chức vụ", "Ý kiến"),
            tuple(
                (str(n), part.name, part.title, _said(row, part))
                for n, part in enumerate(row.parts, 1)
            ),
            (1.2, 4, 4, 6),
        ),
    )


def _called(own: CirculationPart | None, person: str) -> str:
    if own is None:
        return f"{person or 'Ông/Bà'} …".strip()
    words = f"{person or 'Ông/Bà'} {own.name}"
    return f"{words}, {own.title}" if own.title else words


def _listed(heading: str, texts: Iterable[str]) -> tuple[Section, ...]:
    lines = tuple(f"{n}. {text}" for n, text in enumerate(texts, 1))
    return (Section(heading=heading, paragraphs=lines),) if lines else ()


def _choices(row: Circulation, own: CirculationPart | None) -> LetterTable:
    """The answers with a box each, ticked where the reader has answered."""
    if row.form == Form.YES_NO_OTHER:
        lines = [(words, own is not None and own.choice == key) for key, words in CHOICES.items()]
    else:
        chosen = (own.chosen if own else None) or []
        lines = [(option.words, option.position in chosen) for option in row.options]
    rows = tuple((words, "X" if ticked else "") for words, ticked in lines)
    return LetterTable(("Phương án", "Đánh dấu X"), rows, (6, 2))


def _said(row: Circulation, part: CirculationPart) -> str:
    if part.answered_at is None:
        return "Chưa trả lời"
    if part.choice is not None:
        said = CHOICES[Choice(part.choice)]
    else:
        words = {option.position: option.words for option in row.options}
        said = "; ".join(words[n] for n in part.chosen or []) or "Không chọn"
    return f"{said}: {part.text}" if part.text else said


def _threshold(row: Circulation) -> str:
    terms = Terms(
        base=BASES[ShareOf(row.share_of)], numerator=row.numerator, denominator=row.denominator,
        strict=row.strict, members=0, present=0, required=0,
    )  # fmt: skip
    whom = "người được lấy ý kiến" if row.share_of == ShareOf.ASKED else "ý kiến trả lời"
    return f"{threshold_vi(terms)} số {whom}"
