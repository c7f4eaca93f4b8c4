"""People end sign-ins: their own on other devices, or, as administrators, somebody's."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from ecabinet.accounts import access, sign_in_access
from ecabinet.accounts.commands.sessions import end, end_all
from ecabinet.accounts.sign_in_policies import SignInPermission
from ecabinet.core.errors import SignedOut
from ecabinet.core.unit_of_work import UnitOfWork


class EndSignIn(BaseModel):
    """Which sign-in is over."""

    model_config = ConfigDict(frozen=True)
    sign_in_id: UUID


def end_sign_in(uow: UnitOfWork, cmd: EndSignIn) -> None:
    """End one sign-in; ending it twice is the same as once. Raises NotFound."""
    end(
        uow,
        sign_in_access.sign_in(uow.session, uow.actor, cmd.sign_in_id, SignInPermission.END),
    )


class Ended(BaseModel):
    """How many sign-ins were ended."""

    model_config = ConfigDict(frozen=True)
    count: int


class EndOtherSignIns(BaseModel):
    """All own sign-ins are over but this one."""

    model_config = ConfigDict(frozen=True)
    keep: UUID


def end_other_sign_ins(uow: UnitOfWork, cmd: EndOtherSignIns) -> Ended:
    """Sign the person out everywhere else."""
    if uow.actor.person_id is None:
        raise SignedOut("signed_out")
    return Ended(count=end_all(uow, uow.actor.person_id, but=cmd.keep))


class EndSignInsOf(BaseModel):
    """All sign-ins of a person are over, because of `reason`."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    reason: str


def end_sign_ins_of(uow: UnitOfWork, cmd: EndSignInsOf) -> Ended:
    """Sign a person out everywhere, as an administrator. Raises NotFound, Denied."""
    person = access.person_to_change(uow, cmd.person_id)
    count = end_all(uow, person.id)
    uow.audit("session.all_ended", "person", person.id, count=count, reason=cmd.reason)
    return Ended(count=count)
