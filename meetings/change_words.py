"""Changes after the call in words, from what to what, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from ecabinet.core.clock import office_time
from meetings.catalogue import Function
from meetings.changes import Change, What
from meetings.words import functions


def sentence(change: Change) -> str:
    """Return a change with the names of items, papers and people, for who may know them."""
    words = _WORDS[change.what](change)
    named = change.name and change.what not in _NAMED
    return f"{words} ({change.name})." if named else f"{words}."


def brief(told: Mapping[str, Any]) -> str:
    """Return what a notice says of a change: no words of items and papers, no names."""
    change = Change.model_validate({"what": told["what"], **told})
    return f"{_BRIEF.get(change.what, _WORDS[change.what])(change)}."


def span(text: str) -> str:
    """Return "08:00–11:00 ngày 25/11/2026" for two moments kept as ISO with a slash between."""
    starts, ends = (office_time(datetime.fromisoformat(part)) for part in text.split("/"))
    day = f"{starts:%d/%m/%Y}"
    if starts.date() == ends.date():
        hours = f"{starts:%H:%M}–{ends:%H:%M}"
        return _("%(hours)s ngày %(day)s", hours=hours, day=day)
    return f"{starts:%H:%M %d/%m/%Y}–{ends:%H:%M %d/%m/%Y}"


def _arrow(before: str, after: str) -> str:
    return f"{before or _('chưa có')} → {after or _('không có')}"


def _time(change: Change) -> str:
    return _("Thời gian: %(what)s", what=_arrow(span(change.before), span(change.after)))


def _title(change: Change) -> str:
    return _("Tên phiên họp: %(what)s", what=_arrow(change.before, change.after))


def _place(change: Change) -> str:
    return _("Địa điểm: %(what)s", what=_arrow(change.before, change.after))


def _added(change: Change) -> str:
    return _("Nội dung %(number)s: mới thêm", number=change.number)


def _removed(change: Change) -> str:
    return _("Nội dung %(number)s: bỏ khỏi chương trình", number=change.number)


def _moved(change: Change) -> str:
    what = _arrow(change.before, change.after)
    return _("Nội dung chuyển thứ tự: %(what)s", what=what)


def _item_title(change: Change) -> str:
    what = _arrow(change.before, change.after)
    return _("Nội dung %(number)s, tên gọi: %(what)s", number=change.number, what=what)


def _minutes(change: Change) -> str:
    what = _arrow(change.before, change.after)
    return _("Nội dung %(number)s, số phút: %(what)s", number=change.number, what=what)


def _presenter(change: Change) -> str:
    what = _arrow(change.before, change.after)
    return _("Nội dung %(number)s, người trình bày: %(what)s", number=change.number, what=what)


def _closed(change: Change) -> str:
    if change.after:
        return _("Nội dung %(number)s: nay chỉ dành cho thành viên", number=change.number)
    return _("Nội dung %(number)s: không còn chỉ dành cho thành viên", number=change.number)


def _paper_added(change: Change) -> str:
    return _("Nội dung %(number)s: có tài liệu mới", number=change.number)


def _paper_replaced(change: Change) -> str:
    if not change.after:
        return _("Nội dung %(number)s: có tài liệu được thay bản mới", number=change.number)
    return _(
        "Nội dung %(number)s: tài liệu thay bản %(before)s → bản %(after)s",
        number=change.number,
        before=change.before,
        after=change.after,
    )


def _paper_gone(change: Change) -> str:
    return _("Nội dung %(number)s: có tài liệu được thu hồi", number=change.number)


def _person_added(change: Change) -> str:
    if not change.name:
        return _("Có thêm người dự")
    return _("Thêm người dự: %(name)s, %(part)s", name=change.name, part=_part(change.after))


def _person_removed(change: Change) -> str:
    if not change.name:
        return _("Có người thôi dự")
    return _("Thôi dự: %(name)s", name=change.name)


def _person_part(change: Change) -> str:
    if not change.name:
        return _("Có người đổi tư cách dự")
    what = _arrow(_part(change.before), _part(change.after))
    return _("Đồng chí %(name)s đổi tư cách dự: %(what)s", name=change.name, what=what)


def _item_changed(change: Change) -> str:
    return _("Nội dung %(number)s: đổi tên gọi", number=change.number)


def _presenter_changed(change: Change) -> str:
    return _("Nội dung %(number)s: đổi người trình bày", number=change.number)


def _part(code: str) -> str:
    return functions()[Function(code)].lower() if code else ""


_WORDS: Mapping[What, Callable[[Change], str]] = {
    What.TITLE: _title,
    What.TIME: _time,
    What.PLACE: _place,
    What.ITEM_ADDED: _added,
    What.ITEM_REMOVED: _removed,
    What.ITEM_MOVED: _moved,
    What.ITEM_TITLE: _item_title,
    What.ITEM_MINUTES: _minutes,
    What.ITEM_PRESENTER: _presenter,
    What.ITEM_CLOSED: _closed,
    What.PAPER_ADDED: _paper_added,
    What.PAPER_REPLACED: _paper_replaced,
    What.PAPER_GONE: _paper_gone,
    What.PERSON_ADDED: _person_added,
    What.PERSON_REMOVED: _person_removed,
    What.PERSON_PART: _person_part,
}
# What leaves the house in a mail says which item, and no more.
_BRIEF: Mapping[What, Callable[[Change], str]] = {
    What.ITEM_TITLE: _item_changed,
    What.ITEM_PRESENTER: _presenter_changed,
}
# Their words hold the name, or the old and the new one, already.
_NAMED = (What.ITEM_TITLE, What.PERSON_ADDED, What.PERSON_REMOVED, What.PERSON_PART)
