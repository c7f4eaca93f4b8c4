"""From the answers to the verdict: the tally of votes, with the words of a circulation. Pure."""

from collections.abc import Iterable, Sequence

from meetings.ballot_forms import Ballots, Form, Said
from meetings.circulation.fields import ShareOf
from meetings.tally import outcome_of
from meetings.terms import Base, Outcome, Paper, Sentence, Terms
from meetings.verdict_words import quorum_en, quorum_vi

BASES = {ShareOf.ASKED: Base.MEMBERS, ShareOf.ANSWERS: Base.VALID}


def count(papers: Iterable[Said], terms: Terms) -> Outcome:
    """Return the outcome: no quorum, the sentence ends with how many answered of those asked."""
    found = outcome_of([Paper(said) for said in papers], terms)
    return found.model_copy(update={"sentence": _sentence(found, terms)})


def terms_of(
    form: Form, options: Sequence[str], ballots: Ballots, seats: int, share_of: ShareOf,
    numerator: int, denominator: int, strict: bool, asked: int,
) -> Terms:  # fmt: skip
    """Return what the verdict depends on; everybody asked counts as there."""
    return Terms(
        base=BASES[share_of], numerator=numerator, denominator=denominator, strict=strict,
        members=asked, present=asked, required=0, form=form, options=tuple(options),
        least=ballots.least, most=ballots.most, seats=seats,
    )  # fmt: skip


def _sentence(found: Outcome, terms: Terms) -> Sentence:
    """Put the answers where a vote in the room speaks of its quorum, which is always last."""
    of = f"{found.cast}/{terms.present}"
    return Sentence(
        vi=_ended(found.sentence.vi, quorum_vi(terms), f"đã trả lời {of} người được hỏi"),
        en=_ended(found.sentence.en, quorum_en(terms), f"answered {of} of those asked"),
    )


def _ended(sentence: str, quorum: str, answered: str) -> str:
    before, end, rest = sentence.rpartition(f"{quorum}.")
    assert (end, rest) == (f"{quorum}.", ""), sentence
    return f"{before}{answered}."
