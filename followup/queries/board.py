"""The board: for each stage how many tasks there are, and the worst of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.models import Task
from followup.queries.counts import total
from followup.queries.filters import TaskFilter
from followup.queries.lists import scope
from followup.queries.rows import TaskRow, as_rows, row_query, worst_first
from followup.queries.stages import STATES, Stage

CARDS = 6


@dataclass(frozen=True)
class BoardColumn:
    """One stage: `total` tasks in all, the worst first; the list shows the rest."""

    stage: Stage
    total: int
    rows: tuple[TaskRow, ...]

    @property
    def more(self) -> int:
        """How many are not shown here."""
        return self.total - len(self.rows)


def board(session: Session, actor: Actor, wanted: TaskFilter, today: date) -> list[BoardColumn]:
    """Return all stages; a constant number of queries, one that counts and one for each stage."""
    conditions = scope(actor, wanted, today)
    sums = [total(Task.state.in_(sorted(STATES[stage]))) for stage in Stage]
    totals = session.execute(select(*sums).select_from(Task).where(*conditions)).one()
    found = {
        stage: session.execute(
            row_query()
            .where(*conditions, Task.state.in_(sorted(STATES[stage])))
            .order_by(*worst_first())
            .limit(CARDS)
        ).all()
        for stage in Stage
    }
    lines = [line for stage in Stage for line in found[stage]]
    rows = {row.id: row for row in as_rows(session, lines, today)}
    return [
        BoardColumn(stage, count, tuple(rows[line[0].id] for line in found[stage]))
        for stage, count in zip(Stage, totals, strict=True)
    ]
