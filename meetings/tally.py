"""The tally: from ballots to the verdict and the sentence that says why. Pure.

Verdict = threshold over a stated base (domain.md, section 5). Quorum is checked when the vote
opens; the verdict only repeats what was found then. It takes plain papers, and knows no voters:
secret votes are counted by the same lines.
"""

from collections.abc import Iterable

from meetings.ballot_forms import Choice, Said, Tie
from meetings.election import elect
from meetings.list_words import list_sentence
from meetings.terms import Count, Outcome, Paper, Terms
from meetings.verdict_words import sentence


def outcome_of(papers: Iterable[Paper], terms: Terms, chair: Said | None = None) -> Outcome:
    """Return the outcome of a vote of any form.

    `chair` is what the chair's own ballot says, for the tie rule that asks for it; it is one of
    the papers. None: no ballot, or one that nobody knows.
    """
    found = list(papers)
    if terms.ballots.by_list:
        return list_verdict(found, terms, chair)
    return verdict(Count.of(found), terms, chair.choice if chair else None)


def verdict(count: Count, terms: Terms, chair: Choice | None = None) -> Outcome:
    """Return the outcome of a question with `count` votes under `terms`.

    Equal votes for and against are decided by the chair's ballot where the tie rule says so
    (Luật Tổ chức chính quyền địa phương 2015, Điều 117: "quyết định theo ý kiến biểu quyết của
    Chủ tịch"), whatever share the base asks for.
    """
    whole = terms.whole(count.cast)
    reached = terms.fraction.reached(count.yes, whole)
    tied = not reached and count.yes == count.no > 0
    by_chair = tied and terms.tie is Tie.CHAIR and chair in (Choice.YES, Choice.NO)
    carried = terms.binding and (reached or (by_chair and chair is Choice.YES))
    return Outcome(
        carried=carried,
        yes=count.yes,
        no=count.no,
        other=count.other,
        cast=count.cast,
        not_cast=terms.present + terms.absent - count.cast,
        base=terms.base,
        base_count=whole,
        needed=terms.fraction.least(whole),
        share=round(count.yes / whole, 6) if whole else 0.0,
        quorate=terms.quorate,
        terms=terms,
        sentence=sentence(count.yes, whole, reached, terms, tied=tied, chair=chair),
        binding=terms.binding,
        tied=tied,
        by_chair=by_chair,
    )


def list_verdict(papers: list[Paper], terms: Terms, chair: Said | None = None) -> Outcome:
    """Return the outcome of a list: each option against the share, then the seats."""
    cast = sum(paper.weight for paper in papers)
    whole = terms.whole(cast)
    approved = frozenset(chair.chosen or ()) if chair else None
    found = elect(papers, terms, whole, approved)
    best = max((option.votes for option in found.options), default=0)
    return Outcome(
        carried=terms.binding and found.filled,
        yes=0,
        no=0,
        other=0,
        cast=cast,
        not_cast=terms.present + terms.absent - cast,
        base=terms.base,
        base_count=whole,
        needed=terms.fraction.least(whole),
        share=round(best / whole, 6) if whole else 0.0,
        quorate=terms.quorate,
        terms=terms,
        sentence=list_sentence(found, whole, terms),
        options=found.options,
        binding=terms.binding,
        tied=found.tied,
        by_chair=found.by_chair,
    )
