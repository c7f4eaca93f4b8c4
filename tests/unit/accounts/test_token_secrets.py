"""The text of an API token."""

import random

import pytest

from ecabinet.accounts.token_secrets import PREFIX, hash_token, hint_of, is_well_formed, new_token


def test_a_new_token_is_long_random_and_well_formed():
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(t.startswith("ecab_") and len(t) == 54 and is_well_formed(t) for t in tokens)


def test_every_change_of_one_letter_is_noticed():
    token, chance = new_token(), random.Random(7)
    for place in range(len(PREFIX), len(token)):
        other = chance.choice([c for c in "0aZ9xQ" if c != token[place]])
        assert not is_well_formed(token[:place] + other + token[place + 1 :]), place


@pytest.mark.parametrize(
    "forged", ["", "ecab_", "ecab_" + "a" * 49, "x" * 54, "ecab_" + "é" * 49, "ecab_\0" + "a" * 48]
)
def test_nonsense_is_told_without_asking_the_database(forged):
    assert not is_well_formed(forged)


def test_the_hint_tells_little_and_the_hash_nothing():
    token = new_token()
    assert token[5:].count(hint_of(token)) == 1
    assert len(hint_of(token)) == 4
    assert token[5:20] not in hash_token(token)
