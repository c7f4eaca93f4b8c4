"""The ladder of reminders, rung by rung. The week of Monday 2 November 2026 has no day off."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from followup.deadlines import BY_LAW, Calendar
from followup.ladder import reached
from followup.models.enums import ReminderKind
from followup.reminder_rules import ReminderRule

REMIND, ESCALATE = ReminderKind.REMIND, ReminderKind.ESCALATE
DUE = date(2026, 11, 11)  # A Wednesday.
RULE = ReminderRule(before=(1, 7, 3, 3), late_every=3, escalate_after=7, escalate_every=5)


def climbed(
    rule: ReminderRule, kind: ReminderKind, due: date = DUE, calendar: Calendar = BY_LAW
) -> dict[date, int]:
    """Each new rung with the working day on which it is reached, over two months."""
    found: dict[date, int] = {}
    last: int | None = None
    for ahead in range(-20, 40):
        day = due + timedelta(days=ahead)
        rung = reached(rule, kind, due, day, calendar)
        if rung is not None and rung.days != last:
            last = found[day] = rung.days
            assert rung.on == day
    return found


def test_every_rung_is_climbed_on_its_day_and_days_off_move_it() -> None:
    steps = climbed(RULE, REMIND)
    assert list(steps.items())[:8] == [
        (date(2026, 11, 4), -7),
        (date(2026, 11, 6), -3),  # Would be Sunday the 8th: a warning comes before it.
        (date(2026, 11, 10), -1),
        (date(2026, 11, 11), 0),
        (date(2026, 11, 12), 1),
        (date(2026, 11, 16), 4),  # Would be Sunday the 15th: what is late comes after it.
        (date(2026, 11, 18), 7),
        (date(2026, 11, 23), 10),  # Saturday the 21st.
    ]
    assert list(climbed(RULE, ESCALATE).items())[:3] == [
        (date(2026, 11, 18), 7),
        (date(2026, 11, 23), 12),
        (date(2026, 11, 30), 17),  # Saturday the 28th.
    ]


@pytest.mark.parametrize(
    ("rule", "kind", "steps"),
    [
        (ReminderRule(before=(), on_day=False, late_every=0), REMIND, [1]),
        (ReminderRule(before=(2,), on_day=True, late_every=0), REMIND, [-2, 0, 1]),
        (ReminderRule(escalate_after=0), ESCALATE, []),
        (ReminderRule(escalate_after=2, escalate_every=0), ESCALATE, [2]),
    ],
)
def test_what_a_rule_leaves_out(rule: ReminderRule, kind: ReminderKind, steps: list[int]) -> None:
    assert list(climbed(rule, kind).values()) == steps


def test_the_office_s_own_days_off_count_and_may_be_disregarded() -> None:
    closed = Calendar(off=frozenset({date(2026, 11, 10)}))
    rule = ReminderRule(before=(1,))
    assert next(iter(climbed(rule, REMIND, calendar=closed))) == date(2026, 11, 9)
    plain = rule.model_copy(update={"rest_quiet": False})
    assert next(iter(climbed(plain, REMIND, calendar=closed))) == date(2026, 11, 10)


def test_a_day_long_past_is_found_without_climbing_the_whole_ladder() -> None:
    rung = reached(RULE, REMIND, date(2000, 1, 3), date(2026, 11, 12), BY_LAW)
    assert rung is not None
    assert rung.on <= date(2026, 11, 12) < rung.plain_on + timedelta(days=4)


def test_a_rule_must_leave_some_hour_to_send_in() -> None:
    with pytest.raises(ValidationError, match="reminder_rule.no_hours"):
        ReminderRule(from_hour=18, to_hour=18)
    with pytest.raises(ValidationError):
        ReminderRule(before=(61,))
