"""Kinds of meetings: who meets, as minutes and invitations call the body."""

import pytest

from meetings.kinds import MeetingKind


@pytest.mark.parametrize(
    ("unit", "called"),
    [
        ("Tỉnh ủy Vĩnh Phúc", "Ban Thường vụ Tỉnh ủy Vĩnh Phúc"),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("BAN THƯỜNG VỤ TỈNH ỦY", "BAN THƯỜNG VỤ TỈNH ỦY"),
    ],
)
def test_a_body_is_not_named_twice(unit: str, called: str) -> None:
    assert MeetingKind(body="Ban Thường vụ {unit}").body_of(unit) == called
    assert MeetingKind().body_of(unit) == unit
