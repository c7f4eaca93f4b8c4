"""A short walk at each run, on each database. Long ones, of other seeds:

ECABINET_TRUTH_STEPS=5000 ECABINET_TRUTH_SEEDS=7,8,9 pytest -n 0 -s tests/truth
"""

import os

import pytest

from ecabinet.core.store import Store
from tests.fixtures import Office
from tests.truth.scene import build_scene
from tests.truth.walk import walk

STEPS = int(os.environ.get("ECABINET_TRUTH_STEPS", "200"))
SEEDS = [int(seed) for seed in os.environ.get("ECABINET_TRUTH_SEEDS", "1,2").split(",")]


@pytest.mark.timeout(max(120, STEPS))
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_people_do_what_must_hold_holds(store: Store, office: Office, seed: int) -> None:
    scene = build_scene(store, office)
    walk(scene, seed, STEPS)
    print(dict(sorted(scene.counts.items())))
    assert len({name for name in scene.counts if ":" not in name}) > 15, scene.counts
