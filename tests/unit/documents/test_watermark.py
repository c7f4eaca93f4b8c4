"""Who is named on what is read, and on which papers."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from documents.watermark import is_stamped, reader_line
from ecabinet.core.actors import Actor, Deputy

AT = datetime(2026, 11, 28, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("office", "stamped"),
    [("all", (True, True)), ("secret", (False, True)), ("off", (False, False))],
)
def test_which_papers(office: str, stamped: tuple[bool, bool]) -> None:
    assert tuple(is_stamped(office, secrecy) for secrecy in (0, 1)) == stamped


def test_name_unit_and_time_of_the_office() -> None:
    an = Actor(uuid4(), "an", "Trần Văn An")
    assert reader_line(an, "Tỉnh ủy", AT) == "Trần Văn An · Tỉnh ủy · 14:05 28/11/2026"
    assert reader_line(an, "", AT) == "Trần Văn An · 14:05 28/11/2026"


def test_a_deputy_is_named_before_whom_they_act_for() -> None:
    deputy = Deputy(uuid4(), "Lê Thị Bình", uuid4(), (), None, date(2026, 12, 1))
    an = Actor(uuid4(), "an", "Trần Văn An", deputy=deputy)
    assert reader_line(an, "Tỉnh ủy", AT).startswith("Lê Thị Bình (Trần Văn An) · Tỉnh ủy · ")
