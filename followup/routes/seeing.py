"""What all pages of the task list share: the tabs, the filter, lists that are kept, the columns."""

from typing import Any

from flask import request
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import allows
from ecabinet.web.requests import current_actor, platform
from ecabinet.web.typed import typed_day
from followup.importing.policies import ImportPermission
from followup.issue_policies import UnitTaskPermission
from followup.models import Layout
from followup.policies import desks
from followup.queries.columns import Column
from followup.queries.filters import TaskFilter
from followup.queries.kept_lists import columns_of, kept_lists
from followup.queries.lists import count_views
from followup.queries.stages import Stage
from followup.queries.wholes import Pieces
from followup.routes.doors import today
from followup.routes.narrowing import conditions_that_hold, units_of

DAYS = frozenset(name for name in TaskFilter.model_fields if name.endswith(("_from", "_to")))
ALL = TaskFilter()


def wanted_of(values: dict[str, str]) -> TaskFilter:
    """Read the filter from an address or a form. Raises ValidationError."""
    known = {name: value for name, value in values.items() if name in TaskFilter.model_fields}
    if not known.get("unit_id"):
        known.pop("below", None)  # Below which unit?
    return TaskFilter.model_validate(
        {name: typed_day(v) if name in DAYS else v for name, v in known.items() if v.strip()}
    )


def asked() -> TaskFilter:
    """Read the filter of this request's address. Raises ValidationError."""
    return wanted_of(request.args.to_dict())


def frame(session: Session, actor: Actor, wanted: TaskFilter, layout: Layout) -> dict[str, Any]:
    """Return what the top of each page shows.

    What can be chosen stays out: hundreds of units, asked for with the form (`narrow`).
    """
    return {
        "wanted": wanted,
        "layout": layout,
        "Layout": Layout,
        "Stage": Stage,
        "Column": Column,
        "counts": count_views(session, actor),
        "holds": conditions_that_hold(session, actor, wanted),
        "kept": kept_lists(session, actor),
        "columns": columns_of(session, actor),
        "own_units": units_of(session, actor),
        "narrowed": is_narrowed(wanted),
        "may_issue": allows(actor, UnitTaskPermission.ISSUE, None),
        "may_import": allows(actor, ImportPermission.CREATE, None),
        "may_assign": bool(desks(actor)),
        "may_chase": offers_chasing(actor),
        "today": today(),
    }


def is_narrowed(wanted: TaskFilter) -> bool:
    """Whether anything narrows the list but its tab; that pieces are found is usual."""
    plain = wanted.pieces if wanted.pieces is Pieces.WITH else None
    return wanted != ALL.model_copy(
        update={"view": wanted.view, "pieces": plain, "sort": wanted.sort}
    )


def offers_chasing(actor: Actor) -> bool:
    """Whether a list offers to chase: of each task it is asked anew who may."""
    return actor.has_role(Role.TRACKER, Role.LEADER, Role.SECRETARY)


def standard_list() -> Any:
    """Return the list that the person keeps as the standard, if there is one."""
    with platform().store.reading() as session:
        kept = kept_lists(session, current_actor())
    return next((each for each in kept if each.standard), None)
