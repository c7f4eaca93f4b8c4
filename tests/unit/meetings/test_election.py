"""Lists: who is elected, by hand for the rules of the Party and by property for any list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.ballot_forms import Form, Said, Tie
from meetings.tally import outcome_of
from meetings.terms import Base, Outcome, Paper, Terms

NAMES = ("Trần Văn An", "Lê Thị Bình", "Phạm Quốc Cường", "Hoàng Minh Đức", "Vũ Thị Hà")


def terms(**changes: object) -> Terms:
    """Five candidates for three seats, twenty members called, all there, more than half needed."""
    fields = {
        "base": Base.MEMBERS, "numerator": 1, "denominator": 2, "strict": True, "members": 20,
        "present": 20, "required": 11, "form": Form.CANDIDATES, "options": NAMES, "most": 3,
        "seats": 3, "tie": Tie.REPEAT,
    }  # fmt: skip
    return Terms.model_validate(fields | changes)


def papers(*votes: int, voters: int = 20) -> list[Paper]:
    """Ballots that give the candidates so many votes each."""
    said = [
        Said(chosen=tuple(n for n, count in enumerate(votes, 1) if voter < count))
        for voter in range(voters)
    ]
    return [Paper(one) for one in said]


def elected(outcome: Outcome) -> list[int]:
    """Who is elected, by position."""
    return [option.position for option in outcome.options if option.elected]


def test_more_than_half_of_those_called_and_the_most_votes() -> None:
    """Quy chế bầu cử trong Đảng (190-QĐ/TW, 2024): more than half of all called; of those who
    reach it the ones with most votes. 11 of 20 is the least; four reach it, three are elected."""
    outcome = outcome_of(papers(18, 11, 15, 12, 10), terms())
    assert elected(outcome) == [1, 3, 4]
    assert outcome.carried
    assert [option.reached for option in outcome.options] == [True, True, True, True, False]
    assert outcome.sentence.vi == (
        "Trúng cử 3/3: Trần Văn An (18 phiếu, 90 %), Phạm Quốc Cường (15 phiếu, 75 %), "
        "Hoàng Minh Đức (12 phiếu, 60 %); mức cần đạt trên 1/2 của 20 thành viên "
        "(ít nhất 11 phiếu); đủ số thành viên dự họp (20/20)."
    )
    assert outcome.sentence.en == (
        "Elected 3/3: Trần Văn An (18, 90 %), Phạm Quốc Cường (15, 75 %), Hoàng Minh Đức (12, 60 %)"
        "; needed more than 1/2 of 20 members (at least 11); quorum present (20/20)."
    )


def test_half_is_not_more_than_half() -> None:
    """Ten of twenty elect nobody; two of three seats stay empty."""
    outcome = outcome_of(papers(18, 10, 10, 10, 0), terms())
    assert elected(outcome) == [1]
    assert not outcome.carried


def test_equal_votes_for_the_last_seat_are_voted_on_again() -> None:
    """The same rules: who are equal at the end of the list are voted on anew."""
    outcome = outcome_of(papers(18, 15, 12, 12, 3), terms())
    assert elected(outcome) == [1, 2]
    assert outcome.tied
    assert [option.tied for option in outcome.options] == [False, False, True, True, False]
    assert not outcome.carried
    assert "ngang phiếu: Phạm Quốc Cường, Hoàng Minh Đức, cần bầu lại" in outcome.sentence.vi
    assert "equal votes: Phạm Quốc Cường, Hoàng Minh Đức, to be voted on again" in (
        outcome.sentence.en
    )


def test_equal_votes_that_all_have_a_seat_are_no_tie() -> None:
    """Three with the same votes for three seats."""
    outcome = outcome_of(papers(12, 12, 12, 0, 0), terms())
    assert elected(outcome) == [1, 2, 3]
    assert not outcome.tied


@pytest.mark.parametrize(
    ("approved", "expected", "by_chair"),
    [((1, 3), [1, 2, 3], True), ((3, 4), [1, 2], False), ((1, 2), [1, 2], False)],
)
def test_the_chairs_ballot_decides_where_it_fills_the_seats(
    approved: tuple[int, ...], expected: list[int], by_chair: bool
) -> None:
    """One seat, two equal: the chair approves one, both, or neither of them."""
    outcome = outcome_of(papers(18, 15, 12, 12, 3), terms(tie=Tie.CHAIR), Said(chosen=approved))
    assert elected(outcome) == expected
    assert outcome.by_chair is by_chair
    assert outcome.tied


def test_without_seats_whoever_reaches_the_share_is_elected() -> None:
    """Each approved or not: a list of honours, two thirds of those present."""
    asked = terms(seats=0, most=5, base=Base.PRESENT, numerator=2, denominator=3, strict=False)
    outcome = outcome_of(papers(20, 14, 13, 5, 0), asked)
    assert elected(outcome) == [1, 2]
    assert outcome.sentence.vi.startswith("Trúng cử: Trần Văn An (20 phiếu, 100 %), Lê Thị Bình")


def test_one_of_several_options() -> None:
    """Choose one of three sites, more than half of ballots cast."""
    asked = terms(
        form=Form.CHOOSE, options=("Cơ sở 1", "Cơ sở 2", "Cơ sở 3"), seats=1, most=1,
        base=Base.VALID,
    )  # fmt: skip
    ballots = [Paper(Said(chosen=(n,))) for n in (1, 1, 1, 2, 3)]
    outcome = outcome_of(ballots, asked)
    assert elected(outcome) == [1]
    assert outcome.sentence.vi.startswith("Được chọn 1/1: Cơ sở 1 (3 phiếu, 60 %)")
    nobody = outcome_of([Paper(Said(chosen=(n,))) for n in (1, 1, 2, 2, 3)], asked)
    assert nobody.sentence.vi.startswith("Không phương án nào được chọn; mức cần đạt")
    assert nobody.sentence.en.startswith("No option is chosen; needed more than 1/2 of 5 ballots")


def test_a_straw_poll_over_a_list_ranks_and_elects_nobody() -> None:
    """No legal effect."""
    outcome = outcome_of(papers(3, 18, 0, 0, 0), terms(binding=False))
    assert elected(outcome) == []
    assert not outcome.carried
    assert outcome.sentence.vi.startswith(
        "Thăm dò, không có giá trị quyết định: Lê Thị Bình (18 phiếu, 90 %), Trần Văn An (3 phiếu"
    )


def test_nobody_casting_elects_nobody() -> None:
    """Whatever the base."""
    for base in Base:
        outcome = outcome_of([], terms(base=base))
        assert elected(outcome) == []
        assert not outcome.carried


lists = st.lists(
    st.tuples(st.sets(st.integers(1, 5)), st.integers(1, 9)).map(
        lambda one: Paper(Said(chosen=tuple(sorted(one[0]))), one[1])
    ),
    max_size=40,
)


@given(lists, st.integers(0, 5), st.sampled_from(Base), st.sampled_from(Tie))
def test_any_list_is_fair(cast: list[Paper], seats: int, base: Base, tie: Tie) -> None:
    """Never more than the seats, nobody below the share, nobody over somebody with more votes."""
    whole = sum(paper.weight for paper in cast)
    asked = terms(seats=seats, base=base, tie=tie, members=whole + 5, present=whole, required=1)
    outcome = outcome_of(cast, asked, cast[0].said if cast else None)
    chosen = [option for option in outcome.options if option.elected]
    assert len(chosen) <= (seats or 5)
    assert all(option.reached for option in chosen)
    for option in outcome.options:
        assert option.votes == sum(w for said, w in cast if option.position in (said.chosen or ()))
        if option.reached and not option.elected:
            assert all(option.votes <= other.votes for other in chosen)
            assert outcome.tied or len(chosen) == seats
    if outcome.carried and seats:
        assert len(chosen) == seats


@given(lists)
def test_the_order_of_ballots_and_two_halves_of_a_weight_change_nothing(cast: list[Paper]) -> None:
    """A ballot of weight 4 counts as two of weight 2, in whatever order."""
    asked = terms(base=Base.VALID, weighted=True)
    halves = [Paper(said, 1) for said, weight in reversed(cast) for _ in range(weight)]
    assert outcome_of(cast, asked) == outcome_of(halves, asked)
