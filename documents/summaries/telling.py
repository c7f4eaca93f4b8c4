"""Threads told in words: the rows of a summary. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from documents.marks import Mark
from documents.summaries.shapes import Comment, Said
from documents.summaries.threads import Thread
from documents.summaries.words import Words


def comments(found: Iterable[Thread], words: Words) -> tuple[Comment, ...]:
    """Return one row for each thread, in the order given."""
    return tuple(_comment(each, words) for each in found)


def last_change(found: Sequence[Thread], otherwise: datetime) -> datetime:
    """Return when something was last written there."""
    moments = (m.modified_at for each in found for m in (each.mark, *each.replies))
    return max(moments, default=otherwise)


def _comment(each: Thread, words: Words) -> Comment:
    mark = each.mark
    return Comment(
        page=mark.page,
        layer=words.layer(mark),
        kind=words.kinds[mark.kind],
        author=words.author(mark.author),
        at=mark.created_at,
        quote=mark.quote or "",
        text=_text(mark, words),
        replies=tuple(_said(reply, words) for reply in each.replies),
        state=words.resolved if each.resolved else words.open,
    )


def _text(mark: Mark, words: Words) -> str:
    stamp = words.stamps[mark.stamp] if mark.stamp else ""
    return "\n".join(part for part in (stamp, mark.text) if part)


def _said(reply: Mark, words: Words) -> Said:
    settles = {"resolved": words.resolved, "reopened": words.reopened}
    return Said(
        author=words.author(reply.author),
        at=reply.created_at,
        text=reply.text,
        settles=settles.get(reply.state or "", ""),
    )
