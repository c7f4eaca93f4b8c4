"""What the addresses of lists of people ask for."""

from typing import Any
from uuid import UUID

from flask import request
from pydantic import BaseModel, Field

from ecabinet.accounts.queries.people import Standing, Wanted
from ecabinet.core.actors import Role


class ListArgs(BaseModel):
    """What the address of the list says; what it does not know is ignored."""

    q: str = Field("", max_length=200)
    unit_id: UUID | None = None
    role: Role | None = None
    standing: Standing = Standing.ACTIVE
    after: UUID | None = None
    before: UUID | None = None

    @classmethod
    def asked(cls) -> "ListArgs":
        """Return what is asked for. Raises ValidationError."""
        return cls.model_validate({k: v.strip() for k, v in request.args.items() if v.strip()})

    def wanted(self) -> Wanted:
        """Return it as the query takes it."""
        return Wanted(self.q, self.unit_id, self.role, self.standing, self.after, self.before)

    def narrowing(self, **other: Any) -> dict[str, Any]:
        """Return the arguments of an address with the same filters, and `other` in their place."""
        own = {"q": self.q, "unit_id": self.unit_id, "role": self.role, "standing": self.standing}
        return {k: v for k, v in (own | other).items() if v and v != Standing.ACTIVE}
