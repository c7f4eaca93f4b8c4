"""Rights on the screen, for administrators: why somebody may do something, who may, who at all."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts.queries import directory
from ecabinet.accounts.role_words import ROLES
from ecabinet.concurrency import run_blocking
from ecabinet.core.actors import Role
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import Permission, registered
from ecabinet.core.rules import permission_name
from ecabinet.core.sheets_out import to_csv, to_xlsx
from ecabinet.core.things import Found, Kind, kinds
from ecabinet.oversight import rights, rights_table
from ecabinet.oversight.reasons import lines, reason_of
from ecabinet.oversight.rights_page_words import FEATURES, JOINS
from ecabinet.oversight.rights_shapes import Holder, Holders
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import CSV, XLSX, made_file
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("rights", __name__, url_prefix="/admin/rights")


@pages.get("")
def explain() -> ResponseReturnValue:
    """Show what a person may do with a thing, and why; before that, help to find both."""
    actor = current_actor()
    rights.require_asker(actor)
    person_id, kind = _uuid("person"), request.args.get("kind", "meeting")
    with platform().store.reading() as session:
        found, thing_id = _found(session, actor, kind)
        told = (
            rights.explain(session, actor, person_id, kind, thing_id, utc_now())
            if person_id and thing_id
            else None
        )
        people = directory.chosen(session, person_id)
    page = _page(
        "explain", people=people, person_id=person_id, kind=kind, kinds=_searchable(), found=found,
        told=told, thing_id=thing_id, text=_text(),
    )  # fmt: skip
    if told is None:
        return page
    return noted(page, "rights.explained", kind, thing_id, person_id=str(person_id))


@pages.get("/holders")
def holders() -> ResponseReturnValue:
    """Show who has a permission: on a thing, or by office in general."""
    actor = current_actor()
    rights.require_asker(actor)
    code, start = request.args.get("permission", ""), _start()
    with platform().store.reading() as session:
        chosen = rights.find_permission(code) if code else None
        kind = kinds().get(code.partition(":")[0])
        found: list[Found] = []
        thing_id = _uuid("thing")
        if chosen and kind and kind.searchable:
            found, thing_id = _found(session, actor, kind.key)
        told = _holders(session, chosen, thing_id, after=start) if chosen else None
    page = _page(
        "holders", permissions=_permissions(), code=code, kind=kind, found=found, told=told,
        thing_id=thing_id, text=_text(), start=start, size=rights.PAGE_SIZE,
    )  # fmt: skip
    return page if told is None else _noted_holders(page, code, thing_id)


@pages.get("/holders.<any(xlsx, csv):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Give the whole list of who has a permission as a file."""
    rights.require_asker(current_actor())
    code, thing_id = request.args.get("permission", ""), _uuid("thing")
    with platform().store.reading() as session:
        told = _holders(session, rights.find_permission(code), thing_id, most=None)
    heading = [_("Họ và tên"), _("Chức vụ"), _("Làm thay ai"), _("Theo quy tắc")]
    rows = [[row.name, row.title, row.behalf, _in_one_line(row, told.units)] for row in told.rows]
    if kind == "csv":
        data, media_type = run_blocking(to_csv, heading, rows), CSV
    else:
        data, media_type = run_blocking(to_xlsx, code.replace(":", " "), heading, rows), XLSX
    answer = made_file(data, media_type, f"{code.replace(':', '-')}.{kind}", saved=True)
    return _noted_holders(answer, code, thing_id, file=kind)


@pages.get("/table")
def table() -> ResponseReturnValue:
    """Show all permissions of one part of the product: by which role, by which rules."""
    rights.require_asker(current_actor())
    known = rights_table.features()
    features = [one for one in FEATURES if one in known]
    features += [one for one in known if one not in FEATURES]
    feature = request.args.get("feature", "meetings")
    if feature not in features:
        raise NotFound("not_found", kind="feature")
    page = _page("table", features=features, feature=feature, groups=rights_table.table(feature))
    return noted(page, "rights.listed", "feature", feature)


def _holders(session: Any, chosen: Permission, thing_id: UUID | None, **part: Any) -> Holders:
    thing = (chosen.partition(":")[0], thing_id) if thing_id else None
    return rights.holders(session, current_actor(), chosen, thing, utc_now(), **part)


def _noted_holders(answer: Response, code: str, thing_id: UUID | None, **detail: Any) -> Response:
    return noted(answer, "rights.holders_listed", "permission", code, thing_id=thing_id, **detail)


def _found(session: Any, actor: Any, kind: str) -> tuple[list[Found], UUID | None]:
    """Return what fits the words typed, else what was chosen; the only one that fits is chosen.

    `of` names the kind of the thing chosen before: of another kind it counts no more.
    """
    chosen, text = _uuid("thing"), _text()
    if not text:
        return [], chosen if request.args.get("of", kind) == kind else None
    found = rights.find_things(session, actor, kind, text)
    return (found, None) if len(found) != 1 else ([], found[0].id)


def _page(name: str, **context: Any) -> Response:
    shown: dict[str, Callable[..., Any]] = {"reason_of": reason_of}
    words = {"joins": JOINS, "roles": ROLES, "role_order": list(Role), "feature_words": FEATURES}
    return make_response(render_template(f"admin/rights/{name}.html", **shown, **words, **context))


def _in_one_line(row: Holder, units: Any) -> str:
    told = lines(reason_of(row.finding, units))
    return "; ".join(
        " · ".join([str(line.words), *line.offices]) for line in told if line.words is not None
    )


def _searchable() -> list[Kind]:
    return [kind for kind in kinds().values() if kind.searchable]


def _permissions() -> list[tuple[str, str]]:
    return [
        (str(p), f"{rights_table.kind_words(p.partition(':')[0])}: {permission_name(p)}")
        for p in registered()
    ]


def _text() -> str:
    return request.args.get("find", "").strip()[:200]


def _start() -> int:
    given = request.args.get("after", "0")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


def _uuid(name: str) -> UUID | None:
    given = request.args.get(name)
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise NotFound("not_found", kind="rights") from error
