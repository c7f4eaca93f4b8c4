"""The result sheet of a closed vote of a meeting, as facts of an official paper (in Vietnamese)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_on
from documents.official.letter import LetterTable
from documents.official.markup import lower_first
from documents.official.parts import Signer
from documents.official.result_sheet import ResultSheet
from documents.official.rules import rule_set
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.errors import Conflict
from ecabinet.core.permissions import allows
from meetings import access
from meetings.ballot_forms import Kind
from meetings.catalogue import Function
from meetings.models import AgendaItem, Meeting, Participant, Vote
from meetings.policies import MeetingPermission
from meetings.queries.vote_lines import paper_words, repeated_words, voided_words
from meetings.queries.vote_shapes import BallotOut, VoteOut
from meetings.queries.votes import NAMED, terms_of, vote_out, votes_for
from meetings.states import VoteState
from meetings.terms import Outcome
from meetings.verdict_words import base_words, threshold_vi
from meetings.vote_sheet import CHOICES, figures_of

KINDS = {
    Kind.OPEN: "Biểu quyết công khai, ghi tên",
    Kind.SECRET: "Biểu quyết kín",
    Kind.STRAW: "Thăm dò, không có giá trị quyết định",
}


def result_sheet(session: Session, actor: Actor, vote_id: UUID) -> ResultSheet:
    """Return the sheet; of a secret vote nobody is named.

    Raises:
        NotFound: the vote is not the actor's to know.
        Conflict: it has neither closed nor been voided, or its result is not published and the
            actor does not run it.
    """
    vote, place = access.vote(session, actor, vote_id, MeetingPermission.READ_VOTES)
    desk = allows(actor, MeetingPermission.RUN, place)
    ended = _ended(vote, desk)
    meeting, item = place.row, session.get_one(AgendaItem, vote.item_id)
    shown = votes_for(session, [vote], None, named=True, desk=desk)[0]
    before = session.get(Vote, vote.repeats_id) if vote.repeats_id else None
    repeated = repeated_words(shown, [vote_out(before)] if before else [])
    outcome = shown.outcome
    day = office_day(ended)
    issuer = issuer_on(session, meeting.unit_id, day)
    rules = rule_set(meeting.rule_set)
    return ResultSheet(
        rule_set=meeting.rule_set,
        issuer=issuer.name,
        superior=issuer.superior,
        symbol=rules.symbol_to_be("BB", issuer.code),
        place=issuer.place,
        day=day,
        kind="Kết quả biểu quyết",
        abstract=(f"tại {lower_first(meeting.title)}",),
        facts=(
            ("Nội dung họp", f"{item.number}. {item.title}"),
            ("Nội dung biểu quyết", vote.question),
            *_rules(vote, shown),
        ),
        figures=figures_of(outcome) if outcome else LetterTable((), ()),
        verdict=outcome.sentence.vi if outcome else "Biểu quyết không có giá trị.",
        remarks=tuple(
            words
            for words in (
                paper_words(shown.paper),
                repeated,
                voided_words(vote.voided_at, vote.void_reason),
            )
            if words
        ),
        left=Signer(_name(session, meeting, Function.SECRETARY), rules.minutes.secretary),
        right=Signer(_name(session, meeting, Function.CHAIR), rules.minutes.chair),
        named=_list(shown.ballots, outcome) if outcome and vote.kind in NAMED else None,
    )


def _ended(vote: Vote, desk: bool) -> datetime:
    """When it closed, or was voided after people could vote; of neither there is no sheet."""
    if vote.state == VoteState.VOIDED and vote.opened_at and vote.voided_at:
        return vote.closed_at or vote.voided_at
    if vote.state != VoteState.CLOSED or vote.outcome is None or vote.closed_at is None:
        raise Conflict("vote.not_closed")
    if vote.published_at is None and not desk:
        raise Conflict("vote.not_published")
    return vote.closed_at


def _rules(vote: Vote, shown: VoteOut) -> list[tuple[str, str]]:
    terms = shown.outcome.terms if shown.outcome else terms_of(vote)
    ended = vote.closed_at or vote.voided_at
    opened = office_time(vote.opened_at) if vote.opened_at else None
    closed = office_time(ended) if ended else None
    time = f"từ {opened:%H:%M} đến {closed:%H:%M} ngày {closed:%d/%m/%Y}" if opened else ""
    quorum = f"cần {terms.required}, có mặt {terms.present}/{terms.members}"
    if not terms.quorate:
        quorum = f"{quorum}; không đủ, vẫn biểu quyết vì: {terms.override_reason}"
    unit = " phiếu biểu quyết" if terms.weighted else ""
    return [
        ("Hình thức", KINDS.get(Kind(vote.kind), "")),
        ("Thời gian", time),
        ("Tổng số thành viên", f"{terms.members + terms.recused}{unit}"),
        ("Không tham gia biểu quyết nội dung này", str(terms.recused) if terms.recused else ""),
        ("Số thành viên dự họp", quorum),
        ("Đếm chung với phiếu lấy ý kiến", _joint(vote)),
        ("Số phiếu đã gửi", f"{shown.outcome.cast}{unit}" if shown.outcome else str(vote.cast)),
        ("Mức thông qua", f"{threshold_vi(terms)} số {base_words(terms)[0]}"),
    ]


def _joint(vote: Vote) -> str:
    if vote.circulation_id is None or vote.opened_at is None:
        return ""
    absent = f", trong đó {vote.absent_votes} của người không dự họp" if vote.absent_votes else ""
    return f"{vote.circulated} thành viên đã trả lời trước phiên họp{absent}"


def _name(session: Session, meeting: Meeting, function: Function) -> str:
    query = select(Participant.name).where(
        Participant.meeting_id == meeting.id,
        Participant.function == function,
        Participant.removed_at.is_(None),
    )
    return session.scalar(query.order_by(Participant.id).limit(1)) or ""


def _list(named: list[BallotOut], outcome: Outcome) -> LetterTable | None:
    if not named:
        return None
    words = {option.position: option.words for option in outcome.options}
    rows = tuple((str(n), one.name, _said(one, words)) for n, one in enumerate(named, 1))
    return LetterTable(("STT", "Họ và tên", "Ý kiến"), rows, (1.2, 5, 8))


def _said(one: BallotOut, words: dict[int, str]) -> str:
    if one.choice is not None:
        said = CHOICES[one.choice]
    else:
        said = "; ".join(words[n] for n in one.chosen or ()) or "Không chọn"
    said = f"{said}: {one.text}" if one.text else said
    weighed = f" ({one.weight} phiếu)" if one.weight != 1 else ""
    cast_by = f" (do {one.by_name} bỏ thay)" if one.by_name else ""
    sent = " (phiếu lấy ý kiến)" if one.circulated else ""
    return said + weighed + cast_by + sent
