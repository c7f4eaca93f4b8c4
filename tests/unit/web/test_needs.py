"""What waits, in one line: late ones ahead, no list hidden behind a long one."""

from hypothesis import given
from hypothesis import strategies as st

from ecabinet.web.needs import FAIR, Deed, Waiting, lined_up

Row = tuple[str, bool]
rows = st.sampled_from([[], [True], [False], [True, False, False], [False] * 8])
lists = st.lists(st.tuples(st.sampled_from(list(Deed)), rows, st.integers(0, 3)), max_size=6)


def waiting(name: str, deed: Deed, late: list[bool], more: int = 0) -> Waiting:
    """A list of which row n is late or not."""
    found = [(f"{name}{n}", is_late) for n, is_late in enumerate(late)]
    return Waiting(name, name, "", deed, found, len(found) + more, late=lambda row: row[1])


def names(lists: list[Waiting], most: int) -> list[str]:
    return [row[0] for _list, row in lined_up(lists).first(most)]


def test_what_keeps_others_waiting_comes_first_and_late_ones_before_all() -> None:
    read, vote = waiting("r", Deed.READ, [False]), waiting("v", Deed.VOTE, [False])
    mine = waiting("m", Deed.DO, [True, False])
    assert names([read, mine, vote], 9) == ["m0", "v0", "m1", "r0"]


def test_a_long_list_hides_no_other() -> None:
    mine, read = waiting("m", Deed.DO, [True] * 8), waiting("r", Deed.READ, [False])
    assert names([mine, read], 4) == ["m0", "m1", "r0", "m2"]


@given(lists, st.integers(1, 9))
def test_nothing_is_shown_twice_and_every_list_has_its_turn(
    made: list[tuple[Deed, list[bool], int]], most: int
) -> None:
    each = [waiting(f"{n}-", deed, late, more) for n, (deed, late, more) in enumerate(made)]
    needs = lined_up(each)
    shown = needs.first(most)
    assert len({row for _list, row in shown}) == len(shown)
    assert len(shown) == min(most, sum(len(late) for _deed, late, _more in made))
    assert needs.total == sum(one.total for one in each if one.rows)
    if most >= FAIR * len(needs.lists):
        assert {one.name for one, _row in shown} == {one.name for one in needs.lists}
