"""How people write the values of entries: in a form, in a cell of a file, and in lists.

Each widget turns text into what the fields of a catalogue take, and back. What cannot be turned is
a ValueError with a code of messages.py. `part` names the macro of templates/admin/catalogues.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask_babel import force_locale

from ecabinet.catalogues.share_words import read_share, share_words
from ecabinet.catalogues.values import Share
from ecabinet.core.text import fold
from ecabinet.web.i18n import LANGUAGES
from ecabinet.web.rendering import show_date
from ecabinet.web.typed import typed_day

Typed = dict[str, str]


@dataclass(frozen=True)
class Widget:
    """Parent of all: a short text. `label` and `hint` are lazy translations.

    `listed` puts the value into the list of entries.
    """

    label: Any
    hint: Any = ""
    required: bool = False
    listed: bool = False
    part: ClassVar[str] = "text"

    def read(self, text: str) -> Any:
        """Return the value that `text` means; None when it says nothing."""
        return text.strip() or None

    def show(self, value: Any) -> str:
        """Return the value as it stands in lists and in cells; `read` takes it back."""
        return "" if value is None else str(value)

    def read_form(self, name: str, form: Mapping[str, str]) -> Any:
        """Return the value of the inputs called `name`."""
        return self.read(form.get(name, ""))

    def fill_form(self, name: str, value: Any) -> Typed:
        """Return what the inputs called `name` hold for a value."""
        return {name: self.show(value)}


@dataclass(frozen=True)
class Number(Widget):
    """A whole number with the word for what it counts."""

    unit: Any = ""
    least: int = 0
    most: int = 10_000
    part: ClassVar[str] = "number"

    def read(self, text: str) -> int | None:
        """Return the number."""
        plain = text.strip()
        if not plain:
            return None
        if not plain.isdecimal() or len(plain) > 9:
            raise ValueError("catalogue.bad_number")
        return int(plain)


@dataclass(frozen=True)
class Numbers(Widget):
    """Several whole numbers in one line, with commas between."""

    def read(self, text: str) -> list[int]:
        """Return the numbers; none for an empty text."""
        plain = text.replace(";", ",").replace(",", " ").split()
        if any(not one.isdecimal() or len(one) > 9 for one in plain):
            raise ValueError("catalogue.bad_numbers")
        return [int(one) for one in plain]

    def show(self, value: Any) -> str:
        """Return them in their order."""
        return ", ".join(str(one) for one in value)


@dataclass(frozen=True)
class Choice(Widget):
    """One of a few words; None among `options` is what an empty text means."""

    options: Sequence[tuple[Any, Any]] = ()
    part: ClassVar[str] = "choice"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options as a form offers them."""
        return [(_key(key), str(words)) for key, words in self.options]

    def read(self, text: str) -> Any:
        """Return the key of an option, given its key or its words in any language."""
        plain = fold(text).strip()
        if not plain:
            return None
        for language in LANGUAGES:
            with force_locale(language):
                for key, words in self.options:
                    if plain in (fold(_key(key)), fold(str(words))):
                        return key
        raise ValueError("catalogue.bad_choice")

    def show(self, value: Any) -> str:
        """Return the words of an option."""
        return next((str(words) for key, words in self.options if key == value), "")

    def fill_form(self, name: str, value: Any) -> Typed:
        """The input holds the key."""
        return {name: _key(value)}


@dataclass(frozen=True)
class Flag(Choice):
    """Yes or no, with words for both in `options` (True, False); nothing said is no."""

    part: ClassVar[str] = "flag"

    def read(self, text: str) -> bool:
        """Return whether it is so."""
        return bool(super().read(text))

    def read_form(self, name: str, form: Mapping[str, str]) -> bool:
        """A box that is not ticked is not sent."""
        return name in form

    def fill_form(self, name: str, value: Any) -> Typed:
        """The box is there when it is so."""
        return {name: "true"} if value else {}


@dataclass(frozen=True)
class Day(Widget):
    """A day, typed day first."""

    part: ClassVar[str] = "day"

    def read(self, text: str) -> str | None:
        """Return the day as ISO."""
        plain = typed_day(text)
        if not plain:
            return None
        try:
            return date.fromisoformat(plain).isoformat()
        except ValueError as error:
            raise ValueError("catalogue.bad_day") from error

    def show(self, value: Any) -> str:
        """Return dd/mm/yyyy."""
        return show_date(value)


@dataclass(frozen=True)
class ShareOfWhole(Widget):
    """A share: more than, or at least, a fraction."""

    part: ClassVar[str] = "share"

    def read(self, text: str) -> Any:
        """Return the share that words as "trên 1/2" or ">= 2/3" mean."""
        return read_share(text) if text.strip() else None

    def show(self, value: Any) -> str:
        """Return the share in words."""
        return share_words(value) if isinstance(value, Share) else ""

    def read_form(self, name: str, form: Mapping[str, str]) -> Any:
        """Three inputs: how, of what, in what."""
        return {
            "strict": form.get(f"{name}.how") == "more",
            "numerator": form.get(f"{name}.numerator", "").strip(),
            "denominator": form.get(f"{name}.denominator", "").strip(),
        }

    def fill_form(self, name: str, value: Any) -> Typed:
        """The three inputs."""
        return {
            f"{name}.how": "more" if value.strict else "least",
            f"{name}.numerator": str(value.numerator),
            f"{name}.denominator": str(value.denominator),
        }


@dataclass(frozen=True)
class Lines(Widget):
    """Several short texts, one a line."""

    rows: int = 4
    part: ClassVar[str] = "lines"

    def read(self, text: str) -> list[Any]:
        """Return the lines that say something."""
        return [self.read_line(line.strip()) for line in text.splitlines() if line.strip()]

    def show(self, value: Any) -> str:
        """Return one a line."""
        return "\n".join(self.show_line(item) for item in value)

    def read_line(self, line: str) -> Any:
        """Return what one line means."""
        return line

    def show_line(self, item: Any) -> str:
        """Return one line."""
        return str(item)


@dataclass(frozen=True)
class Reference(Widget):
    """The code of another entry of the same catalogue; pages offer them with their names."""

    part: ClassVar[str] = "reference"


def _key(key: Any) -> str:
    return "" if key is None else str(key)
