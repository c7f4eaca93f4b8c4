"""The second step of signing in: a code is shown, or was wrong."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select, update

from ecabinet.accounts.commands.second_factor import (
    CodeProof,
    ConfirmSecondFactor,
    Proof,
    changed,
    confirm_second_factor,
    spend,
    tell_owner,
)
from ecabinet.accounts.commands.sessions import Arrival, Need, begin
from ecabinet.accounts.models import Person, SignInStep
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork

TRIES_PER_STEP = 5


class PassStep(BaseModel):
    """The second factor was shown for an open step, or its set-up finished there (`recovery`)."""

    model_config = ConfigDict(frozen=True)
    step_hash: str
    session_hash: str
    hours: int
    proof: Proof
    recovery: tuple[str, ...] = ()


def pass_step(uow: UnitOfWork, cmd: PassStep) -> None:
    """Use up the step and the code, and begin the session.

    Raises:
        Conflict: the step is over: used, too old, or tried too often.
        Invalid: the code was used before; the person was disabled meanwhile.
    """
    step = _claim(uow, cmd.step_hash)
    person = uow.session.get(Person, step.person_id)
    if person is None or not person.active:
        raise Invalid("sign_in.refused")
    if step.need == Need.ENROL:
        assert isinstance(cmd.proof, CodeProof)
        confirm_second_factor(
            uow,
            ConfirmSecondFactor(person_id=person.id, proof=cmd.proof, recovery=cmd.recovery),
        )
    else:
        spend(uow, person.id, cmd.proof)
    arrival = Arrival(
        how=step.how,
        kind=step.kind,
        device=step.device,
        address=step.address,
        remember=step.remembered,
        strong=True,
    )
    begin(uow, person.id, arrival, cmd.session_hash, cmd.hours)


def _claim(uow: UnitOfWork, step_hash: str) -> SignInStep:
    claimed = changed(
        uow,
        update(SignInStep)
        .where(
            SignInStep.secret_hash == step_hash,
            SignInStep.ended_at.is_(None),
            SignInStep.expires_at > uow.now,
            SignInStep.tries < TRIES_PER_STEP,
        )
        .values(ended_at=uow.now),
    )
    if not claimed:
        raise Conflict("second_factor.step_over")
    return uow.session.scalars(select(SignInStep).where(SignInStep.secret_hash == step_hash)).one()


class NoteWrongCode(BaseModel):
    """A wrong code was shown, at an open step or (without `step_hash`) by somebody signed in."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    address: str
    step_hash: str | None = None


def note_wrong_code(uow: UnitOfWork, cmd: NoteWrongCode) -> None:
    """Count it and write it down; after the last try of a step, tell the owner of the account."""
    who = cmd.person_id
    uow.audit_by(who, "second_factor.refused", "person", who, address=cmd.address)
    if cmd.step_hash is None:
        return
    here = SignInStep.secret_hash == cmd.step_hash
    changed(uow, update(SignInStep).where(here).values(tries=SignInStep.tries + 1))
    if uow.session.scalar(select(SignInStep.tries).where(here)) == TRIES_PER_STEP:
        tell_owner(uow, cmd.person_id, "account.second_factor_failing", address=cmd.address)
