"""The board: for each stage how many tasks there are, and the worst of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.models import Task
from followup.queries.filters import TaskFilter
from followup.queries.lists import scope
from followup.queries.ranks import worst_first
from followup.queries.rows import TaskRow, as_rows, row_query
from followup.queries.stages import STATES, Stage, in_stage

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
    counted = select(Task.state, func.count()).where(*conditions).group_by(Task.state)
    by_state = dict(session.execute(counted).all())
    found = {
        stage: session.execute(
            row_query().where(*conditions, in_stage(stage)).order_by(*worst_first()).limit(CARDS)
        ).all()
        for stage in Stage
    }
    lines = [line for stage in Stage for line in found[stage]]
    rows = {row.id: row for row in as_rows(session, lines, today)}
    return [
        BoardColumn(
            stage,
            sum(by_state.get(state, 0) for state in STATES[stage]),
            tuple(rows[line[0]] for line in found[stage]),
        )
        for stage in Stage
    ]
