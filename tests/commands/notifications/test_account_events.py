"""Who is told of what happens to an account, an office and its powers; also who did it oneself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from ecabinet.accounts.commands.handovers import (
    FailHandover,
    HandOverOffice,
    fail_handover,
    hand_over_office,
)
from ecabinet.accounts.commands.offices import EndOffice, GiveOffice, end_office, give_office
from ecabinet.accounts.commands.passwords import ChangePassword, change_password
from ecabinet.accounts.commands.reset_links import (
    CreateResetLink,
    ResetSecondFactor,
    UseResetLink,
    create_reset_link,
    reset_second_factor,
    use_reset_link,
)
from ecabinet.accounts.commands.second_factor import (
    CodeProof,
    ConfirmSecondFactor,
    RecoveryProof,
    RenewRecoveryCodes,
    StartSecondFactor,
    TurnOffSecondFactor,
    confirm_second_factor,
    renew_recovery_codes,
    start_second_factor,
    turn_off_second_factor,
)
from ecabinet.accounts.commands.second_step import (
    TRIES_PER_STEP,
    NoteWrongCode,
    note_wrong_code,
)
from ecabinet.accounts.commands.sessions import Arrival, CompleteSignIn, complete_sign_in
from ecabinet.accounts.commands.tokens import CreateToken, create_token
from ecabinet.accounts.due import sweep
from ecabinet.accounts.models import Handover, SignIn
from ecabinet.accounts.policies import POLICIES
from ecabinet.accounts.token_policies import POLICIES as TOKEN_POLICIES
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.ids import new_id
from ecabinet.notifications.account_kinds import KINDS
from tests.commands.notifications.conftest import ActorOf, Post
from tests.days import today
from tests.fixtures import cheap_hash

WHO = "cuong"
DAY = timedelta(days=1)


@pytest.fixture
def desk(post: Post, as_actor: ActorOf) -> "Desk":
    """The administration and the person themselves, at work."""
    permissions.register({**POLICIES, **TOKEN_POLICIES})
    return Desk(post, as_actor)


class Desk:
    """Runs commands of accounts for one person."""

    def __init__(self, post: Post, as_actor: ActorOf) -> None:
        self.post, self.as_actor = post, as_actor
        self.person_id: UUID = post.office.people[WHO]

    def run(self, by: str | None, command: Callable[..., Any], cmd: Any) -> Any:
        """Run as somebody, or as the system."""
        return self.post.store.execute(self.as_actor(by) if by else SYSTEM, command, cmd)

    def told(self, username: str = WHO) -> list[str]:
        """The kinds of notices of somebody."""
        return [notice.kind for notice in self.post.notices(username)]

    def arrive(self, device: str, owe: tuple[Role, ...] = (), step: str = "") -> None:
        """Sign in from a kind of device; `owe`: roles that owe a second factor."""
        arrival = Arrival(how="password", kind="browser", device=device, address="10.0.0.7")
        cmd = CompleteSignIn(
            person_id=self.person_id, arrival=arrival, session_hash=str(new_id()),
            step_hash=step or str(new_id()), hours=12, required_for=owe,
        )  # fmt: skip
        self.run(None, complete_sign_in, cmd)

    def turn_on(self) -> CodeProof:
        """Set a second factor up, with two recovery codes."""
        self.run(WHO, start_second_factor, StartSecondFactor(person_id=self.person_id, sealed="s"))
        cmd = ConfirmSecondFactor(
            person_id=self.person_id, proof=CodeProof(sealed="s", time_step=1), recovery=("a", "b")
        )
        self.run(WHO, confirm_second_factor, cmd)
        return CodeProof(sealed="s", time_step=2)


def test_every_kind_is_looked_at_here() -> None:
    delegation = {
        f"delegation.{what}" for what in ("given", "revoked", "taken_back", "over", "returned")
    }  # Their own tests.
    assert {kind.name for kind in KINDS} - delegation == {
        "account.second_factor_failing",
        "account.new_device", "account.password_reset", "account.password_changed",
        "account.second_factor_on", "account.second_factor_off", "account.second_factor_reset",
        "account.recovery_code_used", "account.recovery_codes_renewed", "account.token_created",
        "office.given", "office.ended", "office.handed_over", "office.handover_failed",
    }  # fmt: skip


def test_another_kind_of_device(desk: Desk) -> None:
    windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0"
    desk.arrive(windows)
    desk.arrive(windows)
    assert desk.told() == []
    desk.arrive("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Safari/604.1")
    assert desk.told() == ["account.new_device"]


def test_a_password_changed_by_oneself_and_by_a_link(desk: Desk) -> None:
    change = ChangePassword(
        was=cheap_hash(), password_hash=cheap_hash(), keep=new_id(), end_others=True
    )
    desk.run(WHO, change_password, change)
    link = CreateResetLink(person_id=desk.person_id, token_hash="t", hours=1)
    desk.run("quantri", create_reset_link, link)
    desk.run(None, use_reset_link, UseResetLink(token_hash="t", password_hash=cheap_hash()))
    assert desk.told() == ["account.password_changed", "account.password_reset"]


def test_the_second_factor_from_its_beginning_to_its_end(desk: Desk) -> None:
    proof = desk.turn_on()
    renew = RenewRecoveryCodes(person_id=desk.person_id, proof=proof, recovery=("c", "d"))
    desk.run(WHO, renew_recovery_codes, renew)
    off = TurnOffSecondFactor(
        person_id=desk.person_id, proof=RecoveryProof(code_hash="c"), required_for=()
    )
    desk.run(WHO, turn_off_second_factor, off)
    desk.turn_on()
    reset = ResetSecondFactor(person_id=desk.person_id, reason="Mất điện thoại")
    desk.run("quantri", reset_second_factor, reset)
    assert desk.told() == [
        "account.second_factor_on", "account.recovery_codes_renewed",
        "account.recovery_code_used", "account.second_factor_off",
        "account.second_factor_on", "account.second_factor_reset",
    ]  # fmt: skip


def test_a_wrong_code_of_somebody_signed_in_is_no_alarm(desk: Desk) -> None:
    desk.run(None, note_wrong_code, NoteWrongCode(person_id=desk.person_id, address="10.0.0.7"))
    assert desk.told() == []


def test_many_wrong_codes_after_the_right_password(desk: Desk) -> None:
    desk.arrive("", owe=(Role.OFFICIAL,), step="the step")
    wrong = NoteWrongCode(person_id=desk.person_id, address="10.0.0.7", step_hash="the step")
    for _ in range(TRIES_PER_STEP - 1):
        desk.run(None, note_wrong_code, wrong)
    assert desk.told() == []
    desk.run(None, note_wrong_code, wrong)
    assert desk.told() == ["account.second_factor_failing"]


def test_a_new_access_token(desk: Desk) -> None:
    def come(uow: Any, _cmd: Any) -> None:
        now = uow.now
        uow.session.add(
            SignIn(
                id=key, person_id=desk.person_id, secret_hash=str(key), kind="browser", device="",
                created_at=now, expires_at=now + DAY,
            )
        )  # fmt: skip

    key = new_id()
    desk.run(None, come, ResetSecondFactor(person_id=desk.person_id, reason="không dùng"))
    wish = CreateToken(
        name="Đồng bộ", scopes=["meetings:read"], secret_hash="h", hint="x", sign_in_id=key
    )
    desk.run(WHO, create_token, wish)
    assert desk.told() == ["account.token_created"]


def give(desk: Desk, by: str | None) -> UUID:
    """Give the person another office."""
    cmd = GiveOffice(
        person_id=desk.person_id, unit_id=desk.post.office.units["BTCTU"], role=Role.LEADER,
        title="Trưởng ban", from_on=today(-9),
    )  # fmt: skip
    made: UUID = desk.run(by, give_office, cmd).id
    return made


def test_an_office_given_and_ended(desk: Desk) -> None:
    held = give(desk, "quantri")
    desk.run("quantri", end_office, EndOffice(office_id=held, to_on=today(), reason="Nghỉ hưu"))
    assert desk.told() == ["office.given", "office.ended"]
    assert [n.params["title"] for n in desk.post.notices(WHO)] == ["Trưởng ban"] * 2


def hand_over(desk: Desk, days: int) -> UUID:
    """Plan a handover to canbo."""
    cmd = HandOverOffice(
        office_id=give(desk, None), to_person_id=desk.post.office.people["canbo"],
        on=today(days), reason="Luân chuyển cán bộ",
    )  # fmt: skip
    made: UUID = desk.run("quantri", hand_over_office, cmd).id
    return made


def test_an_office_handed_over_at_once_or_by_the_worker_on_its_day(desk: Desk) -> None:
    planned = hand_over(desk, days=5)
    assert desk.told("canbo") == []
    with desk.post.store.engine.begin() as connection:
        this = Handover.id == planned
        connection.execute(update(Handover).where(this).values(on=today()))
    sweep(desk.post.store)
    assert desk.told("canbo") == ["office.handed_over"]


def test_a_handover_that_failed_is_told_to_who_planned_it(desk: Desk) -> None:
    cmd = FailHandover(handover_id=hand_over(desk, days=5), code="handover.left")
    desk.run(None, fail_handover, cmd)
    assert desk.told("quantri") == ["office.handover_failed"]


def test_notices_of_an_account_go_by_mail_and_name_the_office(desk: Desk) -> None:
    give(desk, "quantri")
    desk.post.deliver()
    assert desk.post.subjects(WHO) == ["Chức vụ mới: Trưởng ban"]
