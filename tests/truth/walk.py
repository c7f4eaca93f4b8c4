"""The walk: who does what next, what is lost on the way, what is sent twice, who comes at once."""

import functools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from itertools import chain
from random import Random
from typing import Any
from uuid import uuid4

from ecabinet.core.actors import Actor
from ecabinet.core.errors import DomainError
from tests.truth import hall, sessions, tasks
from tests.truth.deed import Deed, Made
from tests.truth.invariants import check
from tests.truth.scene import Scene

DEEDS: tuple[Deed, ...] = tuple(chain(tasks.deeds(), sessions.deeds(), hall.deeds()))
RIGHTFUL, CRASH, DEAF, AGAIN, TOGETHER = 0.75, 0.06, 0.06, 0.2, 0.05


class PowerCut(Exception):
    """The process ends in the middle of a deed."""


def walk(scene: Scene, seed: int, steps: int, *, look_every: int = 50) -> None:
    """Take `steps` steps. Raises AssertionError: something is not true."""
    dice = Random(seed)
    for number in range(1, steps + 1):
        if dice.random() < TOGETHER:
            _two_at_once(scene, dice)
        else:
            _step(scene, dice)
        if number % look_every == 0:
            check(scene)
    check(scene)


def _next(scene: Scene, dice: Random) -> tuple[Deed, Made, str]:
    while True:
        (deed,) = dice.choices(DEEDS, [each.often for each in DEEDS])
        made = deed.make(scene, dice)
        if made is not None:
            right = made.rightful if made.rightful and dice.random() < RIGHTFUL else scene.everybody
            return deed, made, dice.choice(list(right))


def _step(scene: Scene, dice: Random) -> None:
    deed, made, who = _next(scene, dice)
    scene.last_actor = actor = scene.actor(who)
    before, request = scene.marks(), str(uuid4())
    if dice.random() < CRASH:
        try:
            scene.store.execute(actor, _cut(made.command), made.payload, request_id=request)
        except (PowerCut, DomainError):
            scene.counted("power cut")
        assert scene.marks() == before, f"{deed.name}: a trace of what was never acknowledged"
    with _nobody_hears(scene) if dice.random() < DEAF else nullcontext():
        result = _asked(scene, actor, made, request)
    if isinstance(result, DomainError):
        scene.counted(f"{deed.name}: refused")
        assert scene.marks() == before, f"{deed.name}: refused with {result.code}, and yet a trace"
        return
    scene.counted(deed.name)
    assert made.rightful is None or who in made.rightful, f"{deed.name} by {who}"
    made.told(result)
    if dice.random() < AGAIN:
        after = scene.marks()
        again = scene.store.execute(actor, made.command, made.payload, request_id=request)
        assert (again, scene.marks()) == (result, after), f"{deed.name}: done twice"
        scene.counted("sent again")


@contextmanager
def _nobody_hears(scene: Scene) -> Iterator[None]:
    """The process ends between the commit and what follows it: no push, no job."""

    def lost(_what: Any) -> None:
        scene.counted("cut after the commit")
        raise ConnectionError

    store = scene.store
    announce, dispatch = store.announce, store.dispatch
    store.announce = store.dispatch = lost
    try:
        yield
    finally:
        store.announce, store.dispatch = announce, dispatch


def _asked(scene: Scene, actor: Actor, made: Made, request: str | None = None) -> Any:
    """The answer, or the refusal."""
    try:
        return scene.store.execute(actor, made.command, made.payload, request_id=request)
    except DomainError as refused:
        return refused


def _two_at_once(scene: Scene, dice: Random) -> None:
    """The same deed by two people at the same moment: both are answered, and the rows are right."""
    deed, made, who = _next(scene, dice)
    names = (who, dice.choice(list(made.rightful or scene.everybody)))
    together = threading.Barrier(2)

    def act(actor: Actor) -> Any:
        together.wait()
        return _asked(scene, actor, made)

    actors = [scene.actor(username) for username in names]
    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(act, actors))
    for username, actor, result in zip(names, actors, answers, strict=True):
        if isinstance(result, DomainError):
            scene.counted(f"{deed.name}: refused")
            continue
        assert made.rightful is None or username in made.rightful, f"{deed.name} by {username}"
        scene.last_actor = actor
        made.told(result)
        scene.counted(f"{deed.name}: together")


def _cut(command: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(command)
    def cut(uow: Any, payload: Any) -> Any:
        command(uow, payload)
        uow.session.flush()
        raise PowerCut

    return cut
