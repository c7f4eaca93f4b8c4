"""The environment: one `ECABINET_…` variable at a time, or clear words what is wrong with it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ecabinet.core.actors import Role


class SettingsError(Exception):
    """A setting is missing or cannot be used; the message says which and what to do."""


class Reader:
    """Reads `ECABINET_…` variables and says clearly what is wrong with one."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def text(self, name: str, default: str) -> str:
        return self.environ.get(f"ECABINET_{name}", default).strip()

    def number(self, name: str, default: int, low: int, high: int) -> int:
        raw = self.text(name, str(default))
        if not raw.isdigit() or not low <= int(raw) <= high:
            raise SettingsError(
                f"ECABINET_{name} must be a whole number from {low} to {high}, not {raw!r}"
            )
        return int(raw)

    def flag(self, name: str, default: bool) -> bool:
        raw = self.choice(name, "1" if default else "0", ("0", "1"))
        return raw == "1"

    def file(self, name: str) -> str | None:
        path = self.text(name, "")
        if path and not Path(path).is_file():
            raise self.wrong(name, f"names no file: {path}")
        return path or None

    def folder(self, name: str) -> Path | None:
        """A folder, made when first written to; None when it is not given."""
        path = self.text(name, "")
        if path and Path(path).exists() and not Path(path).is_dir():
            raise self.wrong(name, f"is no folder: {path}")
        return Path(path).absolute() if path else None

    def checked(self, name: str, check: Callable[[str], object]) -> str | None:
        """A text that `check` takes without ValueError; None when it is not given."""
        raw = self.text(name, "")
        if not raw:
            return None
        try:
            check(raw)
        except ValueError as error:
            raise self.wrong(name, str(error)) from error
        return raw

    def wrong(self, name: str, why: str) -> SettingsError:
        return SettingsError(f"ECABINET_{name} {why}")

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        raw = self.text(name, default)
        if raw not in allowed:
            raise SettingsError(f"ECABINET_{name} must be one of {', '.join(allowed)}, not {raw!r}")
        return raw

    def words(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        raw = self.text(name, "")
        return tuple(w.strip() for w in raw.split(",") if w.strip()) or default

    def numbers(self, name: str) -> dict[str, int]:
        """Names with whole numbers, as `mails=90,notices=365`."""
        found = {}
        for word in self.words(name, ()):
            key, _, number = word.partition("=")
            if not number.strip().isdigit():
                raise self.wrong(name, f"must be like mails=90,notices=365, not {word!r}")
            found[key.strip()] = int(number)
        return found

    def roles(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Roles of offices, as in `core.actors.Role`; "none" for nobody."""
        given = self.words(name, default)
        if given == ("none",):
            return ()
        unknown = [word for word in given if word not in set(Role)]
        if unknown:
            known = ", ".join(sorted(Role))
            raise SettingsError(f"ECABINET_{name} must be none or some of {known}, not {unknown}")
        return given
