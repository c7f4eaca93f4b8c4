"""What is kept of a person's second factor, and of an open step of a sign-in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person, RecoveryCode, SecondFactor, SignInStep


@dataclass(frozen=True)
class OpenStep:
    """Who still owes a second factor, and what: "code" or "enrol"."""

    person_id: UUID
    username: str
    name: str
    need: str
    remembered: bool


def open_step(session: Session, step_hash: str, now: datetime) -> OpenStep | None:
    """Return the step with this secret's hash, or None when it is unknown, used or too old."""
    found = session.execute(
        select(SignInStep, Person)
        .join(Person, Person.id == SignInStep.person_id)
        .where(
            SignInStep.secret_hash == step_hash,
            SignInStep.ended_at.is_(None),
            SignInStep.expires_at > now,
        )
    ).one_or_none()
    if found is None:
        return None
    step, person = found
    return OpenStep(person.id, person.username, person.name, step.need, step.remembered)


@dataclass(frozen=True)
class FactorState:
    """The second factor of a person: sealed secrets, since when, and recovery codes left."""

    sealed: str | None
    pending: str | None
    confirmed_at: datetime | None
    recovery_left: int

    @property
    def is_on(self) -> bool:
        """Whether a code is asked for at sign-in."""
        return self.sealed is not None


def factor_state(session: Session, person_id: UUID) -> FactorState:
    """Return what is set up for a person; all empty when nothing is."""
    factor = session.get(SecondFactor, person_id)
    left = session.scalar(
        select(func.count()).where(
            RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
        )
    )
    if factor is None:
        return FactorState(None, None, None, 0)
    return FactorState(factor.sealed, factor.pending, factor.confirmed_at, left or 0)
