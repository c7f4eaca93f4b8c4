"""What a ballot may say in each form, and which forms can be asked for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.core.errors import Invalid
from meetings.ballot_forms import Ballots, Choice, Form, Said, check, check_form

QUESTION = Ballots()
LIST = Ballots(form=Form.CANDIDATES, options=5, least=1, most=3)


def test_a_question_takes_one_answer_and_nothing_of_a_list() -> None:
    """Each answer, with words or without."""
    for choice in Choice:
        said = Said(choice=choice, text="vì sao")
        assert check(said, QUESTION) == said


@pytest.mark.parametrize(
    ("said", "ballots", "code"),
    [
        (Said(), QUESTION, "ballot.wrong_form"),
        (Said(chosen=(1,)), QUESTION, "ballot.wrong_form"),
        (Said(choice=Choice.YES, chosen=(1,)), QUESTION, "ballot.wrong_form"),
        (Said(choice=Choice.YES), LIST, "ballot.wrong_form"),
        (Said(choice=Choice.YES, chosen=(1,)), LIST, "ballot.wrong_form"),
        (Said(), LIST, "ballot.wrong_form"),
        (Said(chosen=(0,)), LIST, "ballot.no_such_option"),
        (Said(chosen=(6,)), LIST, "ballot.no_such_option"),
        (Said(chosen=(-1,)), LIST, "ballot.no_such_option"),
        (Said(chosen=(2, 2)), LIST, "ballot.no_such_option"),
        (Said(chosen=()), LIST, "ballot.too_few"),
        (Said(chosen=(1, 2, 3, 4)), LIST, "ballot.too_many"),
    ],
)
def test_what_does_not_fit_is_refused(said: Said, ballots: Ballots, code: str) -> None:
    """There are no spoilt ballots."""
    with pytest.raises(Invalid) as refused:
        check(said, ballots)
    assert refused.value.code == code


@given(st.lists(st.integers(-2, 9), max_size=8), st.integers(0, 6), st.integers(0, 6))
def test_what_is_taken_keeps_to_the_bounds(chosen: list[int], least: int, most: int) -> None:
    """Whatever is sent: taken means in order, each once, all there, as many as allowed."""
    ballots = Ballots(form=Form.CHOOSE, options=6, least=least, most=most)
    fits = (
        len(set(chosen)) == len(chosen)
        and all(1 <= n <= 6 for n in chosen)
        and least <= len(chosen) <= most
    )
    try:
        taken = check(Said(chosen=tuple(chosen)), ballots)
    except Invalid:
        assert not fits
    else:
        assert fits
        assert taken.chosen == tuple(sorted(chosen))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ((Form.YES_NO_OTHER, 2, 0, 0, 0), "vote.options_without_list"),
        ((Form.YES_NO_OTHER, 0, 0, 0, 1), "vote.options_without_list"),
        ((Form.CHOOSE, 1, 0, 0, 0), "vote.too_few_options"),
        ((Form.CANDIDATES, 0, 0, 0, 0), "vote.too_few_options"),
        ((Form.CHOOSE, 3, 0, 4, 0), "vote.bad_bounds"),
        ((Form.CHOOSE, 3, 3, 2, 0), "vote.bad_bounds"),
        ((Form.CANDIDATES, 3, 0, 2, 4), "vote.too_many_seats"),
        ((Form.CANDIDATES, 3, 0, 0, 4), "vote.bad_bounds"),
    ],
)
def test_a_form_that_no_ballot_fits_is_refused(asked: Any, code: str) -> None:
    """Before anybody is asked."""
    with pytest.raises(Invalid) as refused:
        check_form(*asked)
    assert refused.value.code == code


def test_without_a_bound_a_ballot_ticks_as_many_as_there_are_seats() -> None:
    """Or all of them, where there are no seats."""
    assert check_form(Form.CANDIDATES, 7, 0, 0, 3).most == 3
    assert check_form(Form.CANDIDATES, 7, 0, 0, 0).most == 7
    assert check_form(Form.CANDIDATES, 1, 0, 0, 1).most == 1
