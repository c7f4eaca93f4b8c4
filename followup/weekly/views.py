"""Weekly sheets as pages and the API show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from documents.issuing.models import OfficialDocument
from followup.periods import Span
from followup.reporting.counting import Window
from followup.reporting.shapes import Figures, ReportSpec
from followup.weekly.shapes import EditionData, Line, LowerUnit, Tally
from followup.weekly.spans import week_of
from followup.weekly.standing import Below, missing
from followup.weekly.states import WeeklyStage, WeeklyState


@dataclass(frozen=True)
class SheetRow:
    """A sheet in a list; `person` "" for that of the unit."""

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

    @property
    def span(self) -> Span:
        """Monday to Sunday."""
        return week_of(self.monday)


@dataclass(frozen=True)
class EditionRow:
    """An edition: when it was sent, by whom, why it took the place of the one before."""

    number: int
    sent_at: datetime
    sent_by: str
    because: str
    digest: str
    intact: bool
    ready: bool


@dataclass(frozen=True)
class Rights:
    """What the person may do with the sheet as it stands."""

    write: bool
    send: bool
    give_back: bool
    correct: bool
    issue: bool


@dataclass(frozen=True)
class UnitFigures:
    """The figures of the unit's tasks in the week, and how they are asked for."""

    of: Figures
    spec: ReportSpec
    over: Window


@dataclass(frozen=True)
class SheetView:
    """A sheet as the person may see it: what is being written, or the newest edition.

    `remark`: why it was returned; `correction`: why it was taken up again. Both "" for who only
    reads it. `lower` are the units below, in a unit's report; `document` is its official
    document, `documented` whether that is of the newest edition. `open_tasks` are the linked tasks
    that the person may open.
    """

    row: SheetRow
    lines: tuple[Line, ...]
    note: str
    remark: str
    correction: str
    tally: Tally
    rights: Rights
    editions: tuple[EditionRow, ...]
    figures: UnitFigures | None
    frozen: Figures | None
    lower: tuple[LowerUnit, ...]
    document: OfficialDocument | None
    documented: bool
    open_tasks: frozenset[UUID]

    @property
    def may_draft(self) -> bool:
        """Whether no document stands in the way: none, or that of an edition before."""
        return self.document is None or not (self.documented or self.document.symbol == "")


@dataclass(frozen=True)
class Lower:
    """A sheet of those below, as it was sent last, to gather from. `taken` are the ids of its
    lines that the unit's sheet has, `newer` whether it was sent again since."""

    below: Below
    sheet_id: UUID
    data: EditionData
    taken: frozenset[UUID]
    newer: bool


@dataclass(frozen=True)
class UnitWeek:
    """A unit in a week: its own sheets, and who is below it, for who gathers."""

    unit_id: UUID
    unit: str
    writes: bool
    gathers: bool
    mine: dict[WeeklyStage, SheetRow]
    own: dict[WeeklyStage, SheetRow]
    below: Sequence[Below]

    def sent(self, stage: WeeklyStage) -> int:
        """How many of those asked have sent."""
        return self.asked - len(missing(self.below, stage))

    @property
    def asked(self) -> int:
        """Of how many a sheet is asked."""
        return sum(each.expected for each in self.below)

    @property
    def shown(self) -> bool:
        """Whether there is something for the person in it."""
        return self.writes or self.gathers or bool(self.own)
