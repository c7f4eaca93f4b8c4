"""Every deed has a sentence, every kind of thing a name: in Vietnamese and in English."""

import ast

import pytest

from ecabinet.core.deed_words import PLAIN, deeds, subjects, told
from ecabinet.deeds import name_deeds
from ecabinet.oversight.audit_words import one_line
from ecabinet.oversight.deed_words import DETAILS
from followup.models import EntryKind
from meetings.rights_words import ACTS
from tests.deeds import commands, deeds_of
from tests.sources import python_files

name_deeds()

KNOWN = sorted(set().union(*map(deeds_of, commands().values())))
# Actions that are put together, or handed on: "?" and beginnings in KNOWN.
MADE = [
    *(f"task.{kind.value}" for kind in EntryKind),
    *(f"unit.{deed}" for deed in ("renamed", "recoded", "reclassed")),
    *("session.opened session.paused session.resumed session.closed".split()),  # noqa: SIM905
    *("agenda_item.added agenda_item.changed agenda_item.removed agenda.reordered".split()),  # noqa: SIM905
    *("conclusion.recorded conclusion.edited access.refused minutes.downloaded".split()),  # noqa: SIM905
    *("paper.opened paper.downloaded paper.exported audit.downloaded".split()),  # noqa: SIM905
]


@pytest.mark.parametrize("action", sorted({*KNOWN, *MADE} - {"?", "task.", "unit."}))
def test_the_deed_has_a_sentence(action):
    assert action in deeds(), f"give {action!r} a sentence in its feature's deed_words.py"


def test_what_a_deputy_does_in_a_meeting_has_words():
    told = ("meeting.", "agenda", "vote.", "conclusion", "opinions.", "seating.", "attendance.",
            "speaking.", "lead.", "recusal.", "changes.", "answers.", "participant")  # fmt: skip
    assert [deed for deed in KNOWN if deed.startswith(told) and deed not in ACTS] == [
        "agenda_template.deleted", "agenda_template.renamed", "agenda_template.saved",
    ]  # fmt: skip


def test_every_detail_has_a_name():
    told = {
        part.arg
        for _name, tree in python_files()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("audit", "audit_by")
        for part in call.keywords
    }
    assert {*told, *PLAIN} - {None, *DETAILS} == set()
    assert len(told) > 30


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({"before": {"phone": "1"}, "after": {"phone": "2"}}, "Điện thoại: 1 → 2"),
        ({"before": {"title": "A"}, "title": "B"}, "Chức danh hoặc tên: A → B"),
        ({"before": 0, "after": 2}, "Sau: 0 → 2"),
        ({"from_on": "2026-11-05"}, "Từ ngày: 05/11/2026"),
        ({"expires_at": "2026-11-05T01:30:00+00:00"}, "Hết hạn lúc: 05/11/2026, 08:30"),
        ({"codes": [], "strong": False}, "Các mã: trống; Đã xác thực bước hai: không"),
    ],
)
def test_details_in_one_line(detail, said):
    assert one_line(detail, {}) == said


def test_what_is_not_open_shows_only_what_tells_nothing():
    shown = told("vote", {"question": "Kỷ luật?", "cast": 9, "number": 3, "address": "10.0.0.1"})
    assert shown == {"number": 3, "address": "10.0.0.1"}
    assert told("never heard of", {"text": "x"}) == {}
    assert told("person", {"reason": "nghỉ hưu"}) == {"reason": "nghỉ hưu"}


def test_meetings_papers_and_tasks_are_not_open():
    closed = {"meeting", "agenda_item", "vote", "ballot", "conclusion", "paper", "task"}
    assert {kind for kind in closed if subjects()[kind].open} == set()
