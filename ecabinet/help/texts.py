"""The words of help, read from data files: one for each screen and language.

They are sentences of their own in both languages, not translations of each other's strings; a test
holds the two side by side.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ecabinet.core.errors import NotFound

LANGUAGES = ("vi", "en")
_FOLDER = files("ecabinet.help") / "screens"


@dataclass(frozen=True, slots=True)
class ScreenHelp:
    """Help on one screen: its name, what it is for, what one does there, when stuck; its keys."""

    title: str
    purpose: str
    does: tuple[str, ...]
    trouble: tuple[str, ...]
    keys: tuple[tuple[str, str], ...] = ()
    """The keys of this screen, as "Alt ↵", each with what it does."""


@cache
def screens() -> frozenset[str]:
    """Return the names of the screens that have help, as the files are called."""
    names = (file.name for file in (_FOLDER / LANGUAGES[0]).iterdir())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


@cache
def screen_help(screen: str, language: str) -> ScreenHelp:
    """Return the words of a screen. Raises NotFound: no such screen."""
    if screen not in screens():
        raise NotFound("not_found", kind="screen")
    text = (_FOLDER / language / f"{screen}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return ScreenHelp(
        title=found["title"],
        purpose=found["purpose"],
        does=tuple(found["does"]),
        trouble=tuple(found["trouble"]),
        keys=tuple((key, does) for key, does in found.get("keys", ())),
    )
