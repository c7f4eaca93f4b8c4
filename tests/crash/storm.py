"""All vote, annotate and report while something strikes: what was acknowledged is there, once."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.crash.clients import Intention
from tests.crash.ledger import Ledger
from tests.crash.scene import CLIENTS, WANTED, Scene
from tests.live.product import Product


def storm(scene: Scene, kill: Callable[[int], Ledger], rounds: int) -> None:
    """Round after round: all write, `kill` strikes and answers what it left behind."""
    rng = random.Random(20_111)
    for product in scene.products:
        product.start()
    for number in range(rounds):
        clients = scene.begin(scene.open_vote(), rng)
        # Somewhere in the first pass: some are answered, some are under way, some not yet sent.
        scene.wait_for_answers(rng.randint(WANTED // 10, WANTED * 8 // 10))
        acknowledged = [replace(i, answers=list(i.answers)) for i in scene.intentions]
        left = kill(number)
        assert not all(intention.answers for intention in acknowledged), "killed too late"
        left.holds(scene.hall, acknowledged)
        for product in scene.products:
            product.restart_if_dead()
        scene.all_answered(clients)
        scene.close_vote()
    scene.kill()
    _all_there_once(Ledger(scene.products[0].database_url), scene)


def _all_there_once(ledger: Ledger, scene: Scene) -> None:
    ledger.no_gaps()
    ledger.holds(scene.hall, scene.intentions)
    ledger.counts(scene.hall, scene.votes, scene.intentions)
    ledger.boxes(scene.intentions)
    ledger.announced(scene.hall, CLIENTS, scene.votes, scene.intentions)
    _audit_is_whole(scene.products[0])
    assert any(_resent(intention) for intention in scene.intentions), (
        "no request was ever in flight when the server died: the test proves nothing"
    )


def _resent(intention: Intention) -> bool:
    """Whether it was sent more often than the two times everything is."""
    return intention.tries > 2


def as_left(file: Path, copy: Path) -> Ledger:
    """The files as the killed process left them, copied: no reader has tidied them."""
    copy.mkdir()
    for part in file.parent.glob(f"{file.name}*"):
        if not part.name.endswith("-shm"):
            shutil.copyfile(part, copy / part.name)
    left = Ledger(f"sqlite:///{copy / file.name}")
    left.sound()
    left.no_gaps()
    return left


def _audit_is_whole(product: Product) -> None:
    environment = {
        **os.environ,
        "ECABINET_DATA_DIR": str(product.data_dir),
        "ECABINET_DATABASE_URL": product.database_url,
    }
    done = subprocess.run(
        [sys.executable, "-m", "ecabinet", "audit", "verify"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
