"""Divisions of the office of the committee: renamed, merged, and with a change still to come."""

from datetime import timedelta
from uuid import UUID

from ecabinet.accounts.commands.units import ChangeUnit, CreateUnit, change_unit, create_unit
from ecabinet.accounts.commands.units_merge import MergeUnits, merge_units
from ecabinet.accounts.models.unit import UnitKind
from ecabinet.core.clock import office_day, utc_now
from ecabinet.demo.teller import Teller

DIVISIONS = (
    ("PTH", "Phòng Tổng hợp"),
    ("PCY", "Phòng Cơ yếu - Công nghệ thông tin"),
    ("PHC", "Phòng Hành chính"),
    ("PLT", "Phòng Lưu trữ"),
    ("PQT", "Phòng Quản trị"),
)


def set_up_divisions(teller: Teller) -> None:
    """Let the administrator enter the divisions, and what has become of them since."""
    ids = {code: _add(teller, code, name) for code, name in DIVISIONS}
    today = office_day(teller.now)
    past, ahead = today - timedelta(days=90), office_day(utc_now()) + timedelta(days=30)
    for code, name, day, reason in (
        ("PCY", "Phòng Công nghệ thông tin - Cơ yếu", past, "Quyết định 214-QĐ/VPTU"),
        ("PHC", "Phòng Hành chính - Lưu trữ", past, "Quyết định 215-QĐ/VPTU"),
        ("PQT", "Phòng Quản trị - Tài vụ", ahead, "Quyết định 260-QĐ/VPTU"),
    ):
        change = ChangeUnit(unit_id=ids[code], name=name, from_on=day, reason=reason)
        teller.do("quantri", change_unit, change)
    merger = MergeUnits(
        predecessor_ids=(ids["PLT"],),
        successor_id=ids["PHC"],
        from_on=past,
        reason="Quyết định 215-QĐ/VPTU",
    )
    teller.do("quantri", merge_units, merger)


def _add(teller: Teller, code: str, name: str) -> UUID:
    cmd = CreateUnit(name=name, code=code, kind=UnitKind.DIVISION, parent_id=teller.unit("VPTU"))
    return teller.do("quantri", create_unit, cmd).id
