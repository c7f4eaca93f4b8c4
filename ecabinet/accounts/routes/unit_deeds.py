"""What can be done to a unit: how each form is read, and what it says beforehand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from ecabinet.accounts.commands.units import ChangeUnit, CreateUnit, change_unit, create_unit
from ecabinet.accounts.commands.units_close import CloseUnit, close_unit
from ecabinet.accounts.commands.units_merge import MergeUnits, merge_units
from ecabinet.accounts.commands.units_tree import MoveUnit, move_unit
from ecabinet.accounts.queries.unit_foresight import foresee_merger, foresee_move
from ecabinet.web.typed import typed_day

Typed = Mapping[str, Any]
DAYS = ("from_on", "opened_on")
LISTS = ("others",)


@dataclass(frozen=True)
class Deed:
    """One thing that can be done: its words, its command, what would pass to whom."""

    key: str
    title: Any
    yes: Any
    icon: str
    run: Callable[..., Any]
    read: Callable[[UUID | None, Typed], Any]
    foresee: Callable[[Session, Any], Any] = lambda _session, _command: None


def typed_of(form: MultiDict[str, str]) -> dict[str, Any]:
    """Return what was typed: texts by field, and lists of chosen units."""
    typed: dict[str, Any] = {name: form.get(name, "") for name in form if name not in LISTS}
    return typed | {name: [one for one in form.getlist(name) if one] for name in LISTS}


def _given(typed: Typed, *names: str) -> dict[str, Any]:
    """Return the fields that are not blank, days as the machine reads them."""
    given = {name: str(typed.get(name, "")).strip() for name in names}
    read = {name: typed_day(text) if name in DAYS else text for name, text in given.items()}
    return {name: text for name, text in read.items() if text}


def _create(_unit_id: UUID | None, typed: Typed) -> CreateUnit:
    return CreateUnit.model_validate(
        _given(typed, "name", "code", "kind", "parent_id", "opened_on")
    )


def _change(unit_id: UUID | None, typed: Typed) -> ChangeUnit:
    # An empty name or sign is a mistake, not "as it was".
    whole = {name: str(typed.get(name, "")) for name in ("name", "code", "kind")}
    rest = _given(typed, "from_on", "reason", "revision")
    return ChangeUnit.model_validate({"unit_id": unit_id, **whole, **rest})


def _move(unit_id: UUID | None, typed: Typed) -> MoveUnit:
    given = _given(typed, "parent_id", "from_on", "reason", "revision")
    return MoveUnit.model_validate({"unit_id": unit_id, **given})


def _merge(unit_id: UUID | None, typed: Typed) -> MergeUnits:
    given = _given(typed, "successor_id", "from_on", "reason", "revision")
    ids = (unit_id, *typed.get("others", ()))
    return MergeUnits.model_validate({"predecessor_ids": ids, **given})


def _close(unit_id: UUID | None, typed: Typed) -> CloseUnit:
    given = _given(typed, "from_on", "reason", "revision")
    return CloseUnit.model_validate({"unit_id": unit_id, **given})


CREATE = Deed("create", _l("Thêm đơn vị"), _l("Thêm đơn vị"), "plus", create_unit, _create)
DEEDS = {
    deed.key: deed
    for deed in (
        Deed(
            "change",
            _l("Đổi tên, ký hiệu, loại"),
            _l("Ghi thay đổi"),
            "edit",
            change_unit,
            _change,
        ),
        Deed(
            "move",
            _l("Chuyển cấp trên"),
            _l("Chuyển đơn vị"),
            "tree",
            move_unit,
            _move,
            lambda s, c: foresee_move(s, c.unit_id, c.parent_id, c.from_on),
        ),
        Deed(
            "merge",
            _l("Sáp nhập vào đơn vị khác"),
            _l("Sáp nhập"),
            "merge",
            merge_units,
            _merge,
            lambda s, c: foresee_merger(s, c.predecessor_ids, c.successor_id, c.from_on),
        ),
        Deed("close", _l("Kết thúc hoạt động"), _l("Kết thúc đơn vị"), "stop", close_unit, _close),
    )
}
