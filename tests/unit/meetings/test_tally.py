"""The tally and its sentence: exhaustively for small bodies, by property for large ones."""

from fractions import Fraction as Exact

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.quorum import Fraction, quorum
from meetings.tally import verdict
from meetings.terms import Base, Count, Terms


def terms(**changes: object) -> Terms:
    """Fifteen members, thirteen present, more than half of all members needed."""
    given_terms = {
        "base": Base.MEMBERS,
        "numerator": 1,
        "denominator": 2,
        "strict": True,
        "members": 15,
        "present": 13,
        "required": 8,
    }
    return Terms.model_validate(given_terms | changes)


def test_sentence_says_figures_threshold_and_quorum() -> None:
    """The sentence of the example, in both languages."""
    outcome = verdict(Count(yes=11, no=1, other=1), terms())
    assert outcome.carried
    assert outcome.sentence.vi == (
        "11 trên 15 thành viên tán thành (73,3 %), đạt mức trên 1/2; "
        "đủ số thành viên dự họp (13/15)."
    )
    assert outcome.sentence.en == (
        "11 of 15 members in favour (73.3 %), reaching more than 1/2; quorum present (13/15)."
    )


def test_sentence_of_a_lost_vote_without_quorum_tells_the_reason() -> None:
    """An override is never silent."""
    lost = terms(
        base=Base.VALID,
        numerator=2,
        denominator=3,
        strict=False,
        present=3,
        required=8,
        override_reason="việc khẩn",
    )
    outcome = verdict(Count(yes=1, no=2, other=0), lost)
    assert not outcome.carried
    assert not outcome.quorate
    assert outcome.sentence.vi == (
        "1 trên 3 phiếu đã gửi tán thành (33,3 %), chưa đạt mức từ 2/3 trở lên; "
        "không đủ số thành viên dự họp (3/15), vẫn biểu quyết vì: việc khẩn."
    )


@pytest.mark.parametrize(("yes", "carried"), [(7, False), (8, True), (15, True), (0, False)])
def test_more_than_half_of_fifteen_is_eight(yes: int, carried: bool) -> None:
    """7.5 is not reached by 7."""
    full = terms(present=15)
    assert verdict(Count(yes=yes, no=15 - yes, other=0), full).carried is carried


def test_exactly_half_fails_strictly_and_passes_otherwise() -> None:
    """The edge that a chair is asked about."""
    count = Count(yes=5, no=5, other=0)
    even = {"members": 10, "present": 10, "required": 6}
    assert not verdict(count, terms(**even)).carried
    assert verdict(count, terms(**even, strict=False)).carried


def test_nobody_casting_never_carries() -> None:
    """All of nothing is not a decision."""
    for base in Base:
        nobody = terms(base=base, numerator=1, denominator=1, strict=False, members=0, present=0)
        assert not verdict(Count(yes=0, no=0, other=0), nobody).carried


def test_every_small_count_agrees_with_exact_fractions() -> None:
    """All bodies up to 7, all splits, the usual shares, all bases."""
    shares = [(1, 2, True), (2, 3, False), (3, 4, False), (1, 1, False), (1, 2, False)]
    for members in range(1, 8):
        for present in range(1, members + 1):
            for yes in range(present + 1):
                for no in range(present - yes + 1):
                    count = Count(yes=yes, no=no, other=0)
                    for base in Base:
                        for numerator, denominator, strict in shares:
                            frozen = terms(
                                base=base,
                                numerator=numerator,
                                denominator=denominator,
                                strict=strict,
                                members=members,
                                present=present,
                                required=1,
                            )
                            _agrees(count, frozen)


def _agrees(count: Count, frozen: Terms) -> None:
    whole = {
        Base.MEMBERS: frozen.members,
        Base.ENTITLED: frozen.members,
        Base.PRESENT: frozen.present,
        Base.VALID: count.cast,
    }[frozen.base]
    share = Exact(count.yes, whole) if whole else Exact(0)
    needed = Exact(frozen.numerator, frozen.denominator)
    expected = whole > 0 and (share > needed if frozen.strict else share >= needed)
    outcome = verdict(count, frozen)
    assert outcome.carried is expected, (count, frozen)
    assert outcome.base_count == whole
    assert outcome.not_cast == frozen.present - count.cast


counts = st.builds(
    Count, yes=st.integers(0, 2000), no=st.integers(0, 2000), other=st.integers(0, 2000)
)


@given(counts, st.integers(1, 100), st.integers(1, 100), st.booleans())
def test_one_more_yes_never_loses_a_vote(
    count: Count, numerator: int, denominator: int, strict: bool
) -> None:
    """Monotony, over every base."""
    for base in Base:
        frozen = terms(
            base=base,
            numerator=min(numerator, denominator),
            denominator=denominator,
            strict=strict,
            members=6001,
            present=6001,
            required=1,
        )
        more = count.model_copy(update={"yes": count.yes + 1})
        assert verdict(count, frozen).carried <= verdict(more, frozen).carried


@given(st.integers(1, 3000), st.integers(1, 100), st.integers(1, 100), st.booleans())
def test_needed_is_the_least_that_carries(
    whole: int, numerator: int, denominator: int, strict: bool
) -> None:
    """`needed` yes carry, one less does not."""
    share = Fraction(min(numerator, denominator), denominator, strict)
    least = share.least(whole)
    assert share.reached(least, whole)
    assert not share.reached(least - 1, whole)


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_quorum_of_more_than_half(members: int, present: int) -> None:
    """Present beyond half of the members."""
    found = quorum(members, min(present, members), Fraction(1, 2, True))
    assert found.reached is (2 * min(present, members) > members)
