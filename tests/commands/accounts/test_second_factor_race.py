"""One code of an authenticator, shown many times at the same instant, passes once."""

from concurrent.futures import ThreadPoolExecutor

from pydantic import BaseModel

from ecabinet.accounts.commands.second_factor import CodeProof, spend
from ecabinet.accounts.models import SecondFactor
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import DomainError
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from tests.fixtures import Office


class Shown(BaseModel):
    """A code as it was shown."""

    proof: CodeProof


def test_a_code_shown_by_many_at_once_passes_once(store: Store, office: Office) -> None:
    person_id = office.people["quantri"]

    def set_up(uow: UnitOfWork, _cmd: Shown) -> None:
        uow.session.add(SecondFactor(person_id=person_id, sealed="sealed", last_step=10))

    def use(uow: UnitOfWork, cmd: Shown) -> None:
        spend(uow, person_id, cmd.proof)

    shown = Shown(proof=CodeProof(sealed="sealed", time_step=11))
    store.execute(SYSTEM, set_up, shown)

    def attempt(_number: int) -> str:
        try:
            store.execute(SYSTEM, use, shown)
        except DomainError as error:
            return error.code
        return "passed"

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(attempt, range(24)))
    assert answers.count("passed") == 1
    assert len(set(answers)) == 2
    with store.reading() as session:
        factor = session.get(SecondFactor, person_id)
        assert factor is not None
        assert factor.last_step == 11
