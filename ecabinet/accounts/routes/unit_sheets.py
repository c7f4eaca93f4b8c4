"""Units as a table in a file: read, looked at, imported when told to, written out again."""

from collections.abc import Mapping, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.accounts import access
from ecabinet.accounts.commands.units_import import ImportUnits, import_units
from ecabinet.accounts.models.unit import UnitKind
from ecabinet.accounts.queries.units import unit_tree
from ecabinet.accounts.queries.units_import import Effect, judge
from ecabinet.accounts.unit_words import KINDS
from ecabinet.accounts.units_lines import lines_of
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.imports import Checked, Imported, as_refused
from ecabinet.core.sheets import Cell, Column, Table
from ecabinet.core.text import fold
from ecabinet.web.i18n import LANGUAGES
from ecabinet.web.importing import Importer
from ecabinet.web.requests import execute

COLUMNS = (
    Column("code", _l("Ký hiệu"), True, "VPTU"),
    Column("name", _l("Tên đơn vị"), True, "Văn phòng Tỉnh ủy"),
    Column("kind", _l("Loại đơn vị"), True, "Văn phòng"),
    Column("parent_code", _l("Ký hiệu đơn vị cấp trên"), False, "TU"),
    Column("opened_on", _l("Hoạt động từ ngày"), False, "01/07/2025"),
    Column("from_on", _l("Thay đổi có hiệu lực từ ngày"), False, ""),
)
EFFECTS = {
    Effect.NEW: _l("Thêm mới"),
    Effect.CHANGED: _l("Cập nhật"),
    Effect.NOTHING: _l("Không đổi"),
}


def unit_importer() -> Importer:
    """Return how units come in and go out."""
    return Importer(
        name="don-vi",
        title=_("Nhập đơn vị"),
        back="units.index",
        columns=COLUMNS,
        may=lambda _session, actor: access.manages_units(actor),
        check=_check,
        carry_out=_carry_out,
        export=_export,
        advice=_(
            "Dòng có ký hiệu đã có thì cập nhật đơn vị đó từ ngày ghi ở cột cuối (để trống: từ hôm "
            "nay), ký hiệu mới thì thêm đơn vị. Cấp trên có thể là một dòng khác của tệp. Đơn vị "
            "không có trong tệp giữ nguyên; nhập tệp không kết thúc đơn vị nào."
        ),
    )


def kinds_by_words() -> dict[str, UnitKind]:
    """Return folded words → kind, in every language, and by the code itself."""
    found = {kind.value: kind for kind in UnitKind}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {fold(str(words)): kind for kind, words in KINDS.items()}
    return found


def _titles() -> dict[str, str]:
    return {column.key: str(column.title) for column in COLUMNS}


def _check(session: Session, table: Table) -> Checked:
    lines, problems = lines_of(table, kinds_by_words(), _titles())
    found = judge(session, lines, office_day(utc_now()))
    effects = {number: EFFECTS[effect] for number, effect in found.effects.items()}
    return Checked([*problems, *found.problems], effects)


def _carry_out(table: Table, skip_bad: bool) -> Imported:
    lines, problems = lines_of(table, kinds_by_words(), _titles())
    refused = tuple(as_refused(problems))
    return execute(
        import_units, ImportUnits(lines=tuple(lines), refused=refused, skip_bad=skip_bad)
    )


def _export(session: Session) -> Sequence[Mapping[str, Cell]]:
    """All units that are there, each after the one above it."""
    lines = unit_tree(session, office_day(utc_now())).lines
    signs = {line.id: line.code for line in lines}
    return [
        {
            "code": line.code,
            "name": line.name,
            "kind": str(KINDS[UnitKind(line.kind)]),
            "parent_code": signs.get(line.parent_id, "") if line.parent_id else "",
            "opened_on": line.opened_on,
        }
        for line in lines
    ]
