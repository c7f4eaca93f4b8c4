"""Units in words: what kinds there are, what was done to a unit."""

from flask_babel import lazy_gettext as _l

from ecabinet.accounts.models.unit import UnitDeed, UnitKind

KINDS = {
    UnitKind.COMMITTEE: _l("Cấp ủy"),
    UnitKind.BOARD: _l("Ban đảng"),
    UnitKind.OFFICE: _l("Văn phòng"),
    UnitKind.DISTRICT: _l("Đảng bộ trực thuộc"),
    UnitKind.DEPARTMENT: _l("Sở, ngành"),
    UnitKind.DIVISION: _l("Phòng"),
    UnitKind.COMMUNE: _l("Xã, phường"),
    UnitKind.OTHER: _l("Khác"),
}
DEEDS = {
    UnitDeed.CREATED: _l("Ghi vào hệ thống"),
    UnitDeed.RENAMED: _l("Đổi tên"),
    UnitDeed.RECODED: _l("Đổi ký hiệu"),
    UnitDeed.RECLASSED: _l("Đổi loại"),
    UnitDeed.MOVED: _l("Đổi cấp trên"),
    UnitDeed.MERGED: _l("Nhập vào đơn vị khác"),
    UnitDeed.CLOSED: _l("Chấm dứt hoạt động"),
}
