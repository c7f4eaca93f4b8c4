"""A deed of the simulator: what is asked, who may, and what is true once it is acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.truth.scene import Scene


@dataclass(frozen=True)
class Made:
    """One request. `rightful`: who may ask that; None: the deed itself does not say.

    `told` notes in the ledger what was acknowledged; it raises AssertionError when that may not be.
    """

    command: Any
    payload: Any
    rightful: tuple[str, ...] | None
    told: Callable[[Any], None]


@dataclass(frozen=True)
class Deed:
    """Something that people do; `often` against the others."""

    name: str
    often: int
    make: Callable[[Scene, Random], Made | None]
