"""Votes as statutes and rules describe them, worked by hand. Each test names its source."""

import pytest

from meetings.ballot_forms import Choice, Said, Tie
from meetings.tally import verdict
from meetings.terms import Base, Count, Outcome, Paper, Terms


def body(
    members: int, present: int, base: Base, share: tuple[int, int, bool], **more: object
) -> Terms:
    """A body with a quorum of more than half; `share` is numerator, denominator, strict."""
    numerator, denominator, strict = share
    fields = {
        "base": base, "numerator": numerator, "denominator": denominator, "strict": strict,
        "members": members, "present": present, "required": members // 2 + 1,
    }  # fmt: skip
    return Terms.model_validate(fields | more)


MORE_THAN_HALF = (1, 2, True)
TWO_THIRDS = (2, 3, False)


@pytest.mark.parametrize(("yes", "carried"), [(26, False), (27, True)])
def test_a_resolution_of_a_peoples_council_needs_more_than_half_of_all_deputies(
    yes: int, carried: bool
) -> None:
    """Luật Tổ chức chính quyền địa phương 2015, Điều 91 khoản 3: 53 deputies, 45 there: 27."""
    outcome = verdict(
        Count(yes=yes, no=45 - yes, other=0), body(53, 45, Base.MEMBERS, MORE_THAN_HALF)
    )
    assert outcome.needed == 27
    assert outcome.carried is carried


@pytest.mark.parametrize(("yes", "carried"), [(35, False), (36, True)])
def test_dismissing_a_deputy_needs_two_thirds_of_all_deputies(yes: int, carried: bool) -> None:
    """The same article: two thirds of 53 are 35.3, so 36."""
    outcome = verdict(Count(yes=yes, no=53 - yes, other=0), body(53, 53, Base.MEMBERS, TWO_THIRDS))
    assert outcome.needed == 36
    assert outcome.carried is carried


def test_standing_back_does_not_make_the_body_smaller_where_the_statute_counts_all() -> None:
    """Điều lệ Đảng, Điều 9: more than half of the members of the leading body. Of 15 one stands
    back: 8 of 15 are still needed, and 7 of those 14 are not enough."""
    terms = body(14, 14, Base.MEMBERS, MORE_THAN_HALF, recused=1)
    assert verdict(Count(yes=7, no=7, other=0), terms).needed == 8
    assert not verdict(Count(yes=7, no=0, other=7), terms).carried
    assert verdict(Count(yes=8, no=0, other=6), terms).carried


def test_who_has_an_interest_is_not_counted_where_the_law_says_so() -> None:
    """Luật Doanh nghiệp 2020, Điều 67 khoản 2: those concerned are not counted in the vote."""
    terms = body(14, 14, Base.ENTITLED, TWO_THIRDS, recused=1)
    outcome = verdict(Count(yes=10, no=4, other=0), terms)
    assert (outcome.base_count, outcome.needed, outcome.carried) == (14, 10, True)


@pytest.mark.parametrize(
    ("chair", "carried", "words"),
    [
        (Choice.YES, True, "quyết định theo phiếu tán thành của người chủ trì"),
        (Choice.NO, False, "quyết định theo phiếu không tán thành của người chủ trì"),
        (Choice.OTHER, False, "số tán thành và không tán thành ngang nhau"),
        (None, False, "số tán thành và không tán thành ngang nhau"),
    ],
)
def test_equal_votes_in_a_peoples_committee_follow_its_chair(
    chair: Choice | None, carried: bool, words: str
) -> None:
    """Luật Tổ chức chính quyền địa phương 2015, Điều 117 khoản 3: 20 members, 10 against 10."""
    terms = body(20, 20, Base.MEMBERS, MORE_THAN_HALF, tie=Tie.CHAIR)
    outcome = verdict(Count(yes=10, no=10, other=0), terms, chair)
    assert outcome.tied
    assert outcome.carried is carried
    assert outcome.by_chair is (chair in (Choice.YES, Choice.NO))
    assert words in outcome.sentence.vi


def test_the_chair_decides_nothing_where_votes_are_not_equal() -> None:
    """9 against 10 is lost, whatever the chair said."""
    terms = body(20, 20, Base.MEMBERS, MORE_THAN_HALF, tie=Tie.CHAIR)
    outcome = verdict(Count(yes=9, no=10, other=1), terms, Choice.YES)
    assert (outcome.tied, outcome.by_chair, outcome.carried) == (False, False, False)


def shares(papers: list[tuple[Choice, int]]) -> Count:
    """Count ballots with as many votes as their capital."""
    return Count.of(Paper(Said(choice=choice), weight) for choice, weight in papers)


@pytest.mark.parametrize(
    ("share", "carried"), [((65, 100, False), True), ((75, 100, False), False)]
)
def test_votes_by_capital_in_a_company(share: tuple[int, int, bool], carried: bool) -> None:
    """Luật Doanh nghiệp 2020, Điều 59 khoản 3: 65 % of the capital of the members who attend, 75 %
    for changing the charter. Attending 40, 30, 20 (of 100); 40 + 20 of 90 are 66.7 %."""
    terms = body(100, 90, Base.PRESENT, share, required=65, weighted=True)
    count = shares([(Choice.YES, 40), (Choice.NO, 30), (Choice.YES, 20)])
    outcome = verdict(count, terms)
    assert (outcome.yes, outcome.base_count, outcome.quorate) == (60, 90, True)
    assert outcome.carried is carried
    assert outcome.sentence.vi.startswith("60 trên 90 phiếu biểu quyết của thành viên có mặt")
    assert outcome.sentence.en.startswith("60 of 90 votes of members present in favour (66.7 %)")


@pytest.mark.parametrize(("yes", "carried"), [(8, False), (9, True)])
def test_three_quarters_of_all_partners(yes: int, carried: bool) -> None:
    """Luật Doanh nghiệp 2020, Điều 182 khoản 3: three quarters of all partners, 9 of 12."""
    outcome = verdict(
        Count(yes=yes, no=12 - yes, other=0), body(12, 12, Base.MEMBERS, (3, 4, False))
    )
    assert outcome.carried is carried
    assert "từ 3/4 trở lên" in outcome.sentence.vi


@pytest.mark.parametrize(("yes", "carried"), [(4, False), (5, True)])
def test_all_partners_of_a_contract_of_cooperation(yes: int, carried: bool) -> None:
    """Bộ luật Dân sự 2015, Điều 506 khoản 2: disposing of land needs the consent of all."""
    outcome = verdict(Count(yes=yes, no=0, other=5 - yes), body(5, 5, Base.MEMBERS, (1, 1, False)))
    assert outcome.carried is carried
    assert "mức tất cả" in outcome.sentence.vi


@pytest.mark.parametrize(("yes", "no", "carried"), [(66, 64, True), (65, 65, False)])
def test_simple_majority_of_those_who_vote(yes: int, no: int, carried: bool) -> None:
    """Charter of the United Nations, Article 18 (3): a majority of the members present and voting.

    Of 193 members 150 are there and 20 cast nothing: more than half of the 130 who vote are 66.
    """
    outcome = verdict(Count(yes=yes, no=no, other=0), body(193, 150, Base.VALID, MORE_THAN_HALF))
    assert (outcome.base_count, outcome.needed, outcome.not_cast) == (130, 66, 20)
    assert outcome.carried is carried


@pytest.mark.parametrize(("yes", "no", "carried"), [(87, 43, True), (86, 44, False)])
def test_two_thirds_of_those_who_vote(yes: int, no: int, carried: bool) -> None:
    """The same article, (2), important questions: two thirds of 130 who vote are 86.7, so 87."""
    outcome = verdict(Count(yes=yes, no=no, other=0), body(193, 150, Base.VALID, TWO_THIRDS))
    assert outcome.needed == 87
    assert outcome.carried is carried


def test_the_constitution_of_2013_as_it_was_voted() -> None:
    """Hiến pháp 2013, chương XI: at least two thirds of all deputies of the Quốc hội.

    On 28/11/2013 488 of 498 deputies were there and 486 voted for it, two cast nothing: as was
    reported, 97,59 %. Two thirds of 498 are 332.
    """
    outcome = verdict(Count(yes=486, no=0, other=0), body(498, 488, Base.MEMBERS, TWO_THIRDS))
    assert (outcome.needed, outcome.not_cast, outcome.carried) == (332, 2, True)
    assert outcome.sentence.vi.startswith("486 trên 498 thành viên tán thành (97,6 %)")
    assert not verdict(
        Count(yes=331, no=157, other=0), body(498, 488, Base.MEMBERS, TWO_THIRDS)
    ).carried


def test_a_straw_poll_carries_nothing_and_says_so() -> None:
    """domain.md, section 5: no legal effect."""
    straw: Outcome = verdict(
        Count(yes=9, no=1, other=0), body(15, 10, Base.MEMBERS, MORE_THAN_HALF, binding=False)
    )
    assert not straw.carried
    assert straw.sentence.vi == (
        "Thăm dò, không có giá trị quyết định: 9 trên 15 thành viên tán thành (60 %); "
        "đủ số thành viên dự họp (10/15)."
    )
    assert straw.sentence.en == (
        "Straw poll, not binding: 9 of 15 members in favour (60 %); quorum present (10/15)."
    )
