"""The figures of an outcome as a table of an official paper. Pure; in Vietnamese, as they are."""

from documents.official.letter import LetterTable
from meetings.ballot_forms import Choice
from meetings.terms import Outcome
from meetings.verdict_words import percent

CHOICES = {Choice.YES: "Tán thành", Choice.NO: "Không tán thành", Choice.OTHER: "Ý kiến khác"}


def figures_of(outcome: Outcome) -> LetterTable:
    """Return votes and shares of each answer, or of each option with whether it was elected."""
    whole = outcome.base_count
    if outcome.options:
        rows = [
            (
                str(option.position), option.words, str(option.votes),
                percent(option.votes, whole, ","), "X" if option.elected else "",
            )
            for option in outcome.options
        ]  # fmt: skip
        return LetterTable(
            ("STT", "Phương án", "Số phiếu", "Tỷ lệ", "Trúng, được chọn"), tuple(rows),
            (1.2, 7, 2, 2, 2.6),
        )  # fmt: skip
    votes = {Choice.YES: outcome.yes, Choice.NO: outcome.no, Choice.OTHER: outcome.other}
    lines = [
        (words, str(votes[key]), percent(votes[key], whole, ",")) for key, words in CHOICES.items()
    ]
    lines.append(("Không có phiếu", str(outcome.not_cast), ""))
    return LetterTable(("Ý kiến", "Số phiếu", "Tỷ lệ"), tuple(lines), (6, 2, 2))
