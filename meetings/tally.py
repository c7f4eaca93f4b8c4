"""The tally: from counted ballots to the verdict and the sentence that says why. Pure.

Verdict = threshold over a stated base (domain.md, section 5). Quorum is checked when the vote
opens; the verdict only repeats what was found then.
"""

from meetings.terms import Base, Count, Outcome, Terms
from meetings.verdict_words import sentence


def verdict(count: Count, terms: Terms) -> Outcome:
    """Return the outcome of a vote with `count` ballots under `terms`."""
    whole = _base_count(count, terms)
    carried = terms.fraction.reached(count.yes, whole)
    return Outcome(
        carried=carried,
        yes=count.yes,
        no=count.no,
        other=count.other,
        cast=count.cast,
        not_cast=terms.present - count.cast,
        base=terms.base,
        base_count=whole,
        needed=terms.fraction.least(whole),
        share=round(count.yes / whole, 6) if whole else 0.0,
        quorate=terms.quorate,
        terms=terms,
        sentence=sentence(count.yes, whole, carried, terms),
    )


def _base_count(count: Count, terms: Terms) -> int:
    if terms.base is Base.MEMBERS:
        return terms.members
    return terms.present if terms.base is Base.PRESENT else count.cast
