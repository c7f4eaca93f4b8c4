"""What the cells on the state of a task mean: words, a percentage, or both. Pure."""

import re
from dataclasses import dataclass

from ecabinet.core.text import fold
from followup import states
from followup.states import TaskAction, TaskState

FULL = 100
_S, _A = TaskState, TaskAction

WAY: dict[TaskState, tuple[TaskAction, ...]] = {
    _S.ASSIGNED: (),
    _S.RECEIVED: (_A.RECEIVE,),
    _S.IN_PROGRESS: (_A.RECEIVE, _A.REPORT),
    _S.REPORTED_DONE: (_A.RECEIVE, _A.REPORT_DONE),
    _S.ACCEPTED: (_A.RECEIVE, _A.REPORT_DONE, _A.ACCEPT),
}
"""The deeds by which a task that was just issued gets into the state that a sheet tells of."""

_LATE = r"(?:qua|cham|tre)(?: thoi)?(?: han| tien do)?"
_DONE = re.compile(
    r"(?:da )?(?:hoan thanh|thuc hien xong|hoan tat|xong|ket thuc)"
    rf"(?: (?:nhiem vu|dung(?: thoi)? han|som|truoc(?: thoi)? han|trong han|(?P<late>{_LATE})))?"
)
_REPORTED = re.compile(
    r"(?:da bao cao(?: hoan thanh)?|cho (?:danh gia|nghiem thu|duyet|cong nhan).*)"
)
_NOT_BEGUN = re.compile(
    r"(?:chua (?:thuc hien|trien khai|bat dau|den han|tiep nhan|lam)|moi giao|chua|cho tiep nhan)"
)
_RECEIVED = re.compile(r"(?:da )?tiep nhan|da nhan")
_ASIDE = re.compile(r"(?:da )?(?:tam dung|dung|huy|huy bo|bai bo)(?: thuc hien)?")
_PERCENT = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*(%?)")


class Unclear(Exception):
    """The cells cannot be: `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Standing:
    """How far a task is. `said`: what the cell tells beside that; `late`: it was done too late."""

    state: TaskState
    percent: int = 0
    said: str = ""
    late: bool = False


def percent_of(text: str) -> int | None:
    """Return the percentage in a cell, None when it is none: 45, 45%, 0.45. Above 100 as it is."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None:
        return None
    number = float(found[1].replace(",", "."))
    return round(number * FULL if not found[2] and 0 < number < 1 else number)


def standing(status: str, progress: str, *, done: bool, result: str) -> Standing:
    """Return how far a task is by its cells; `done`: a day of completion is given.

    Either cell may hold words or the percentage. Words that name no state tell of work under way.
    100 percent alone is a report of completion; only words or a day say that it was accepted.

    Raises Unclear: above 100 percent, not begun but done, or set aside.
    """
    percents = [p for p in (percent_of(progress), percent_of(status)) if p is not None]
    percent = percents[0] if percents else None
    if percent is not None and percent > FULL:
        raise Unclear("task_import.over_full")
    told = [text for text in (status, progress) if text and percent_of(text) is None]
    named = [found for text in told if (found := _named(text)) is not None]
    said = " ".join(text for text in told if _named(text) is None)
    state, late = named[0] if named else (None, False)
    if done:
        if state in (_S.ASSIGNED, _S.RECEIVED):
            raise Unclear("task_import.done_not_begun")
        return Standing(_S.ACCEPTED, FULL, said, late)
    if state is None:
        if percent == FULL:
            state = _S.REPORTED_DONE
        else:
            state = _S.IN_PROGRESS if percent or said or result else _S.ASSIGNED
    if state in (_S.ASSIGNED, _S.RECEIVED) and percent:
        state = _S.IN_PROGRESS
    if state in (_S.ACCEPTED, _S.REPORTED_DONE):
        percent = FULL
    return Standing(state, percent or 0, said, late)


def _named(text: str) -> tuple[TaskState, bool] | None:
    words = " ".join(re.sub(r"[().,;:!]", " ", fold(text)).split())
    if _ASIDE.fullmatch(words):
        raise Unclear("task_import.aside")
    if found := _DONE.fullmatch(words):
        return _S.ACCEPTED, found["late"] is not None
    if _REPORTED.fullmatch(words):
        return _S.REPORTED_DONE, False
    if _NOT_BEGUN.fullmatch(words):
        return _S.ASSIGNED, False
    if _RECEIVED.fullmatch(words):
        return _S.RECEIVED, False
    if re.fullmatch(r"(?:dang|chua hoan thanh|trong han|qua han|da trien khai)\b.{0,40}", words):
        # Prose that begins so is told as well, not swallowed.
        return (_S.IN_PROGRESS, False) if len(words) <= 30 else None
    return None


def walk(state: TaskState) -> TaskState:
    """Return `state` after every deed on the way to it was possible. Raises Conflict."""
    here = TaskState.ASSIGNED
    for action in WAY[state]:
        here = states.after(here, action)
    return here
