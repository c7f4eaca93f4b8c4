"""Weekly sheets as the API answers with them."""

from datetime import date, datetime
from uuid import UUID

from followup.reporting.schemas import ReportFiguresOut
from followup.routes.out import Out
from followup.weekly.states import WeeklyOutcome, WeeklyStage, WeeklyState
from followup.weekly.views import Lower, SheetView


class WeeklySourceOut(Out):
    """Where a gathered line comes from."""

    sheet_id: UUID
    edition: int
    line_id: UUID
    who: str


class WeeklyLineOut(Out):
    """One piece of work."""

    id: UUID
    text: str
    first: date | None
    last: date | None
    task_id: UUID | None
    task_code: str
    expected: str
    carried: bool
    unplanned: bool
    outcome: WeeklyOutcome | None
    result: str
    reason: str
    source: WeeklySourceOut | None


class WeeklySheetRowOut(Out):
    """A sheet in a list; `person` "" for that of the unit. `edition` counts how often it was
    sent."""

    id: UUID
    stage: WeeklyStage
    monday: date
    unit_id: UUID
    unit: str
    person_id: UUID | None
    person: str
    state: WeeklyState
    edition: int
    changed_at: datetime
    revision: int


class WeeklySheetsOut(Out):
    """A page of sheets, the newest week first."""

    sheets: list[WeeklySheetRowOut]
    next: str | None


class WeeklyEditionRowOut(Out):
    """An edition; `because` is why it took the place of the one before. `intact`: what is stored
    has its digest still; `ready`: its paper is drawn."""

    number: int
    sent_at: datetime
    sent_by: str
    because: str
    digest: str
    intact: bool
    ready: bool


class WeeklyRightsOut(Out):
    """What the caller may do with the sheet as it stands."""

    write: bool
    send: bool
    give_back: bool
    correct: bool
    issue: bool


class WeeklyLowerUnitOut(Out):
    """What a unit below has reported; `sheet_id` null: nothing yet."""

    name: str
    sheet_id: UUID | None
    edition: int
    planned: int
    done: int
    partly: int
    not_done: int
    unplanned: int


class WeeklySheetOut(Out):
    """A sheet: what is being written, or what was sent. `figures` are those of the unit's tasks in
    the week, `lower` those of the units below, in the report of a unit. `document_id` is its
    official document, if the caller may read it."""

    sheet: WeeklySheetRowOut
    lines: list[WeeklyLineOut]
    note: str
    remark: str
    correction: str
    rights: WeeklyRightsOut
    editions: list[WeeklyEditionRowOut]
    figures: ReportFiguresOut | None
    lower: list[WeeklyLowerUnitOut]
    document_id: UUID | None


class WeeklyEditionOut(Out):
    """What was sent, as it was sent."""

    stage: WeeklyStage
    monday: date
    number: int
    because: str
    unit: str
    holder: str
    to: str
    lines: list[WeeklyLineOut]
    note: str
    figures: ReportFiguresOut | None
    lower: list[WeeklyLowerUnitOut]
    as_of: date
    signer: str
    position: str


class WeeklySentOut(Out):
    """What somebody has sent; `state` returned: it lies with its writer again."""

    sheet_id: UUID
    state: WeeklyState
    edition: int
    sent_at: datetime


class WeeklyStandingRowOut(Out):
    """A person of the unit or a unit below it, with the plan and the report of the week."""

    id: UUID
    name: str
    title: str
    is_unit: bool
    expected: bool
    plan: WeeklySentOut | None
    report: WeeklySentOut | None


class WeeklyStandingOut(Out):
    """Who has sent, and who has not."""

    monday: date
    below: list[WeeklyStandingRowOut]


class WeeklyLowerOut(Out):
    """A sheet that can be gathered from; `taken` are the lines that the unit's sheet has."""

    sheet_id: UUID
    name: str
    is_unit: bool
    edition: int
    note: str
    lines: list[WeeklyLineOut]
    taken: list[UUID]
    newer: bool


class WeeklyLowersOut(Out):
    """All sheets that can be gathered from."""

    below: list[WeeklyLowerOut]


class OfferedTaskOut(Out):
    """An open task that no line is about yet."""

    id: UUID
    code: str
    title: str
    due_on: date | None


class WeekEventOut(Out):
    """A meeting of the week."""

    id: UUID
    title: str
    day: date
    starts_at: datetime | None
    place: str
    url: str


class WeeklyOffersOut(Out):
    """What can be taken into the sheet."""

    tasks: list[OfferedTaskOut]
    events: list[WeekEventOut]


def sheet_out(view: SheetView) -> WeeklySheetOut:
    """Return a sheet for the API."""
    found = view.figures.of if view.figures else view.frozen
    return WeeklySheetOut(
        sheet=WeeklySheetRowOut.model_validate(view.row),
        lines=[WeeklyLineOut.model_validate(line) for line in view.lines],
        note=view.note, remark=view.remark, correction=view.correction,
        rights=WeeklyRightsOut.model_validate(view.rights),
        editions=[WeeklyEditionRowOut.model_validate(each) for each in view.editions],
        figures=ReportFiguresOut.model_validate(found) if found else None,
        lower=[WeeklyLowerUnitOut.model_validate(each) for each in view.lower],
        document_id=view.document.id if view.document else None,
    )  # fmt: skip


def lower_out(lower: Lower) -> WeeklyLowerOut:
    """Return a sheet of those below for the API."""
    return WeeklyLowerOut(
        sheet_id=lower.sheet_id, name=lower.below.name, is_unit=lower.below.is_unit,
        edition=lower.data.number, note=lower.data.note,
        lines=[WeeklyLineOut.model_validate(line) for line in lower.data.lines],
        taken=sorted(lower.taken), newer=lower.newer,
    )  # fmt: skip
