"""Followup: indexes for lists and figures of 100,000 tasks"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0071"
branch_labels = None
depends_on = None

FIGURES = ["state", "due_on", "done_on", "issued_at"]
COUNTED = {
    "ix_task_lead": "lead_unit_id",
    "ix_task_supervisor": "supervisor_id",
    "ix_task_assignee": "assignee_id",
    "ix_task_directive": "directive_id",
}
RANK = (
    "(CASE WHEN state IN ('cancelled', 'refused', 'suspended') THEN 4"
    " WHEN state = 'accepted' THEN 3 WHEN due_on IS NULL THEN 2"
    " WHEN state = 'reported_done' THEN 1 ELSE 0 END)"
)
DUE = "coalesce(due_on, '9999-12-31')"


def upgrade() -> None:
    for name, column in COUNTED.items():
        op.drop_index(op.f(f"ix_task_{column}"), "task")
        op.create_index(name, "task", [column, *FIGURES])
    op.drop_index(op.f("ix_task_issued_by_id"), "task")
    op.drop_index("ix_task_open", "task")
    op.create_index("ix_task_open", "task", FIGURES)
    op.create_index("ix_task_issuer", "task", ["issued_by_id", "state"])
    op.create_index("ix_task_field", "task", ["field_code", *FIGURES])
    op.create_index("ix_task_done", "task", ["done_on"])
    op.create_index("ix_task_worst", "task", [sa.text(RANK), sa.text(DUE), "number", *FIGURES])


def downgrade() -> None:
    for name in ("ix_task_worst", "ix_task_done", "ix_task_field", "ix_task_issuer"):
        op.drop_index(name, "task")
    op.create_index(op.f("ix_task_issued_by_id"), "task", ["issued_by_id"])
    op.drop_index("ix_task_open", "task")
    op.create_index("ix_task_open", "task", ["state", "due_on"])
    for name, column in COUNTED.items():
        op.drop_index(name, "task")
        op.create_index(op.f(f"ix_task_{column}"), "task", [column])
