"""People and their offices as a table in a file: one line for each office held."""

from collections.abc import Mapping
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.accounts import access
from ecabinet.accounts.commands.people_import import ImportPeople, import_people
from ecabinet.accounts.people_lines import lines_of
from ecabinet.accounts.people_words import COLUMNS, EXAMPLES
from ecabinet.accounts.queries.people import Wanted
from ecabinet.accounts.queries.people_export import ExportLine, export_lines
from ecabinet.accounts.queries.people_import import Effect, judge
from ecabinet.accounts.role_words import ROLES
from ecabinet.accounts.routes.people_asked import ListArgs
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.imports import Checked, Imported, as_refused
from ecabinet.core.sheets import Cell, Column, Table
from ecabinet.core.text import fold
from ecabinet.web.i18n import LANGUAGES
from ecabinet.web.importing import Importer
from ecabinet.web.requests import execute

NEEDED = ("username", "name")
EFFECTS = {
    Effect.NEW_PERSON: _l("Người mới"),
    Effect.NEW_OFFICE: _l("Thêm chức vụ"),
    Effect.NEW_CONTACT: _l("Bổ sung liên hệ"),
    Effect.NOTHING: _l("Không đổi"),
}


def importer_of() -> Importer:
    """Return the importer of people; what is exported follows the filters of the address."""
    return importer(ListArgs.asked().wanted())


def importer(wanted: Wanted) -> Importer:
    """Return the importer of people that exports those `wanted`."""
    return Importer(
        name="people",
        title=_("Nhập người và chức vụ"),
        back="people.index",
        columns=[Column(k, words, k in NEEDED, EXAMPLES[k]) for k, words in COLUMNS.items()],
        may=lambda session, actor: access.manages_people(actor),
        check=_check,
        carry_out=_carry_out,
        export=lambda session: [
            _written(line) for line in export_lines(session, wanted, office_day(utc_now()))
        ],
        advice=_(
            "Mỗi dòng là một người với một chức vụ; người giữ nhiều chức vụ có nhiều dòng cùng tên "
            "đăng nhập. Cột chức vụ để trống cả thì chỉ thêm người. Người và chức vụ đã có giữ "
            "nguyên; thư điện tử, điện thoại còn thiếu được bổ sung. Mật khẩu không nằm trong tệp: "
            "sau khi nhập, tạo liên kết đặt mật khẩu cho từng người."
        ),
        filename="nguoi-va-chuc-vu",
    )


def role_names() -> Mapping[str, Role]:
    """Return folded words and codes → role, in all languages."""
    names = {role.value: role for role in Role}
    for language in LANGUAGES:
        with force_locale(language):
            names |= {fold(str(words)): role for role, words in ROLES.items()}
    return names


def _check(session: Session, table: Table) -> Checked:
    lines, problems = lines_of(table, role_names(), _titles())
    found = judge(session, lines, office_day(utc_now()))
    effects: dict[int, Any] = {number: EFFECTS[effect] for number, effect in found.effects.items()}
    # The pages know the problems of the table itself already.
    own = [problem for problem in problems if problem not in table.problems]
    return Checked([*own, *found.problems], effects)


def _carry_out(table: Table, skip_bad: bool) -> Imported:
    lines, problems = lines_of(table, role_names(), _titles())
    command = ImportPeople(
        lines=tuple(lines), refused=tuple(as_refused(problems)), skip_bad=skip_bad
    )
    return execute(import_people, command)


def _titles() -> dict[str, str]:
    return {key: str(words) for key, words in COLUMNS.items()}


def _written(line: ExportLine) -> Mapping[str, Cell]:
    return {
        "username": line.username,
        "name": line.name,
        "email": line.email,
        "phone": line.phone,
        "unit_code": line.unit_code,
        "role": str(ROLES[line.role]) if line.role else "",
        "title": line.title,
        "from_on": line.from_on,
        "to_on": line.to_on,
        "is_head": "x" if line.is_head else "",
    }
