"""Followup: indexes that count tasks without the pieces they were broken down into"""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0080"
branch_labels = None
depends_on = None

FIGURES = ["state", "due_on", "done_on", "issued_at"]
COUNTED = {
    "ix_task_lead": "lead_unit_id",
    "ix_task_supervisor": "supervisor_id",
    "ix_task_assignee": "assignee_id",
    "ix_task_directive": "directive_id",
    "ix_task_field": "field_code",
}
RANK = (
    "(CASE WHEN state IN ('cancelled', 'refused', 'suspended') THEN 4"
    " WHEN state = 'accepted' THEN 3 WHEN due_on IS NULL THEN 2"
    " WHEN state = 'reported_done' THEN 1 ELSE 0 END)"
)
DUE = "coalesce(due_on, '9999-12-31')"


def upgrade() -> None:
    _made_of([*FIGURES, "parent_id"])


def downgrade() -> None:
    _made_of(FIGURES)


def _made_of(figures: list[str]) -> None:
    for name, column in COUNTED.items():
        op.drop_index(name, "task")
        op.create_index(name, "task", [column, *figures])
    op.drop_index("ix_task_open", "task")
    op.create_index("ix_task_open", "task", figures)
    op.drop_index("ix_task_worst", "task")
    op.create_index("ix_task_worst", "task", [sa.text(RANK), sa.text(DUE), "number", *figures])
