"""What to look for in the audit log."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class AuditFilters(BaseModel):
    """All that is given must fit; days are those of the office, both included.

    `person_id` was at the keyboard; `behalf_id` is on whose behalf; `subject_id` as the log has it.
    """

    model_config = ConfigDict(frozen=True)
    person_id: UUID | None = None
    behalf_id: UUID | None = None
    action: str | None = Field(None, max_length=60)
    kind: str | None = Field(None, max_length=40)
    subject_id: str | None = Field(None, max_length=80)
    since: date | None = None
    until: date | None = None
    refusals: bool = Field(False, description="Only what was refused.")

    def given(self) -> dict[str, Any]:
        """Return what narrows the list, as plain values."""
        return self.model_dump(mode="json", exclude_defaults=True)
