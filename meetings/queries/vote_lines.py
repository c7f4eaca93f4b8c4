"""A vote as official papers tell it: figures, verdict, and what became of it. In Vietnamese."""

from collections.abc import Collection
from datetime import datetime

from ecabinet.core.clock import office_time
from meetings.ballot_forms import Form
from meetings.paper_figures import How, PaperCount
from meetings.queries.vote_shapes import VoteOut
from meetings.states import VoteState


def is_told(vote: VoteOut) -> bool:
    """Whether it stands on paper: its result is published, or it was voided after people voted."""
    if vote.state is VoteState.VOIDED:
        return vote.opened_at is not None
    return vote.outcome is not None and vote.published_at is not None


def figures_of(vote: VoteOut) -> tuple[tuple[str, int], ...]:
    """Return what could be chosen, and how often it was; nothing of a voided vote."""
    outcome = vote.outcome
    if outcome is None:
        return ()
    if vote.form is not Form.YES_NO_OTHER:
        return tuple((option.words, option.votes) for option in outcome.options)
    return (
        ("Tán thành", outcome.yes),
        ("Không tán thành", outcome.no),
        ("Ý kiến khác", outcome.other),
    )


def verdict_of(vote: VoteOut, votes: Collection[VoteOut]) -> str:
    """Return the verdict with what the vote was held instead of, or why it counts for nothing."""
    if vote.outcome is None:
        return voided_words(vote.voided_at, vote.void_reason)
    parts = (vote.outcome.sentence.vi, paper_words(vote.paper), repeated_words(vote, votes))
    return " ".join(part for part in parts if part)


def voided_words(voided_at: datetime | None, reason: str | None) -> str:
    """Say when and why a vote was voided; nothing when it was not."""
    if voided_at is None:
        return ""
    why = (reason or "").strip().rstrip(".")
    return f"Biểu quyết bị hủy lúc {_moment(voided_at)}, không có giá trị. Lý do: {why}."


def repeated_words(vote: VoteOut, votes: Collection[VoteOut]) -> str:
    """Say what a vote was held instead of; nothing when it was held for the first time."""
    before = next((one for one in votes if one.id == vote.repeats_id), None)
    if before is None or before.opened_at is None:
        return ""
    voided = " đã hủy" if before.state is VoteState.VOIDED else ""
    moment = _moment(before.opened_at)
    return f"Đây là lần biểu quyết lại, thay cho biểu quyết{voided} mở lúc {moment}."


def paper_words(count: PaperCount | None) -> str:
    """Say that people counted, what, and who they were; nothing of a vote on tablets."""
    if count is None:
        return ""
    names = ", ".join(count.counters)
    if count.how is How.HANDS:
        return f"Kiểm đếm giơ tay. Người kiểm đếm: {names}."
    return (
        f"Kiểm phiếu giấy: phát ra {count.issued}, thu về {count.returned},"
        f" không hợp lệ {count.invalid}. Người kiểm phiếu: {names}."
    )


def _moment(when: datetime) -> str:
    return f"{office_time(when):%H:%M ngày %d/%m/%Y}"
