"""The second factor is set up, shown, renewed and taken away."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.sql import Executable

from ecabinet.accounts.models import RecoveryCode, SecondFactor
from ecabinet.core.actors import Role
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork

ENROL_MINUTES = 30


class CodeProof(BaseModel):
    """A code of the authenticator was right: for this sealed secret, at this time step."""

    model_config = ConfigDict(frozen=True)
    sealed: str
    time_step: int


class RecoveryProof(BaseModel):
    """The keyed hash of a recovery code that was typed."""

    model_config = ConfigDict(frozen=True)
    code_hash: str


Proof = CodeProof | RecoveryProof


class StartSecondFactor(BaseModel):
    """A new authenticator is being set up; it counts once a code of it was shown."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    sealed: str


def start_second_factor(uow: UnitOfWork, cmd: StartSecondFactor) -> None:
    """Keep the new secret beside the one in use; an unfinished attempt is forgotten."""
    factor = uow.session.get(SecondFactor, cmd.person_id)
    if factor is None:
        factor = SecondFactor(person_id=cmd.person_id, last_step=0)
        uow.session.add(factor)
    factor.pending, factor.pending_at = cmd.sealed, uow.now
    uow.audit("second_factor.started", "person", cmd.person_id)


class ConfirmSecondFactor(BaseModel):
    """The new authenticator has shown its first code; `recovery` are hashes of ten new codes."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    proof: CodeProof
    recovery: tuple[str, ...]


def confirm_second_factor(uow: UnitOfWork, cmd: ConfirmSecondFactor) -> None:
    """Let the new authenticator count from now on, with new recovery codes.

    Raises:
        Conflict: another attempt took its place, or it is older than half an hour.
    """
    done = changed(
        uow,
        update(SecondFactor)
        .where(
            SecondFactor.person_id == cmd.person_id,
            SecondFactor.pending == cmd.proof.sealed,
            SecondFactor.pending_at > uow.now - timedelta(minutes=ENROL_MINUTES),
        )
        .values(
            sealed=cmd.proof.sealed,
            pending=None,
            pending_at=None,
            confirmed_at=uow.now,
            last_step=cmd.proof.time_step,
        ),
    )
    if not done:
        raise Conflict("second_factor.start_again")
    _replace_recovery_codes(uow, cmd.person_id, cmd.recovery)
    uow.audit("second_factor.on", "person", cmd.person_id)
    tell_owner(uow, cmd.person_id, "account.second_factor_on")


def spend(uow: UnitOfWork, person_id: UUID, proof: Proof) -> None:
    """Use up a code, once only however many show it at the same moment. Part of a command.

    Raises:
        Invalid: the code was used before, or the authenticator was changed meanwhile.
    """
    if isinstance(proof, CodeProof):
        used = changed(
            uow,
            update(SecondFactor)
            .where(
                SecondFactor.person_id == person_id,
                SecondFactor.sealed == proof.sealed,
                SecondFactor.last_step < proof.time_step,
            )
            .values(last_step=proof.time_step),
        )
    else:
        used = changed(
            uow,
            update(RecoveryCode)
            .where(
                RecoveryCode.person_id == person_id,
                RecoveryCode.code_hash == proof.code_hash,
                RecoveryCode.used_at.is_(None),
            )
            .values(used_at=uow.now),
        )
    if not used:
        raise Invalid("second_factor.wrong_code", field="code")
    if isinstance(proof, RecoveryProof):
        _note_recovery(uow, person_id)


def _note_recovery(uow: UnitOfWork, person_id: UUID) -> None:
    unused = select(func.count()).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    left = uow.session.scalar(unused) or 0
    uow.audit_by(person_id, "second_factor.recovery_used", "person", person_id, left=left)
    tell_owner(uow, person_id, "account.recovery_code_used", left=left)


class RenewRecoveryCodes(BaseModel):
    """Ten new recovery codes instead of those that are left."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    proof: Proof
    recovery: tuple[str, ...]


def renew_recovery_codes(uow: UnitOfWork, cmd: RenewRecoveryCodes) -> None:
    """Replace the recovery codes. Raises Invalid when the code shown is not good any more."""
    spend(uow, cmd.person_id, cmd.proof)
    _replace_recovery_codes(uow, cmd.person_id, cmd.recovery)
    uow.audit("second_factor.recovery_renewed", "person", cmd.person_id)
    tell_owner(uow, cmd.person_id, "account.recovery_codes_renewed")


class TurnOffSecondFactor(BaseModel):
    """A person does without, after showing a last code; `required_for`: roles that may not."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    proof: Proof
    required_for: tuple[Role, ...]


def turn_off_second_factor(uow: UnitOfWork, cmd: TurnOffSecondFactor) -> None:
    """Forget authenticator and recovery codes.

    Raises:
        Conflict: an office of the person demands a second factor.
        Invalid: the code is not good.
    """
    if uow.actor.has_role(*cmd.required_for):
        raise Conflict("second_factor.must_stay")
    spend(uow, cmd.person_id, cmd.proof)
    forget(uow, cmd.person_id)
    uow.audit("second_factor.off", "person", cmd.person_id)
    tell_owner(uow, cmd.person_id, "account.second_factor_off")


def forget(uow: UnitOfWork, person_id: UUID) -> bool:
    """Take authenticator and recovery codes away; whether there was one. Part of a command."""
    uow.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    return changed(uow, delete(SecondFactor).where(SecondFactor.person_id == person_id)) > 0


def _replace_recovery_codes(uow: UnitOfWork, person_id: UUID, hashes: tuple[str, ...]) -> None:
    uow.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    uow.session.add_all(
        RecoveryCode(person_id=person_id, code_hash=mark, created_at=uow.now) for mark in hashes
    )


def tell_owner(uow: UnitOfWork, person_id: UUID, kind: str, **params: Any) -> None:
    """Let a person know what happened, also when they did it. Part of a command."""
    about = {"title": "E-cabinet", **params}
    uow.notify(Notice(kind=kind, to=[person_id], url="/account", params=about, even_actor=True))


def changed(uow: UnitOfWork, statement: Executable) -> int:
    """Run an UPDATE or DELETE and return how many rows it touched."""
    return cast("CursorResult[Any]", uow.session.execute(statement)).rowcount
