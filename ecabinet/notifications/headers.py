"""Headers of a mail in letters that every mail program reads."""

from email.header import Header
from email.headerregistry import AddressHeader
from email.policy import EmailPolicy
from typing import Any

LINE = 76
"""Longest line of a header with encoded words (RFC 2047, section 2)."""


class WholeWords(EmailPolicy):
    """Writes what is not ASCII through `Header`.

    The folding of `EmailPolicy` itself loses the blank between two encoded words ("BanThường vụ")
    and never encodes it again: CPython before 3.13 (python/cpython#92081).
    """

    def fold(self, name: str, value: Any) -> str:
        """Return the header with its name, folded, ending with a line break."""
        if value.isascii():
            return str(super().fold(name, value))
        return f"{name}: {_encoded(name, value)}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the same as bytes; nothing but ASCII is left."""
        return self.fold(name, value).encode("ascii")


def _encoded(name: str, value: Any) -> str:
    if isinstance(value, AddressHeader):
        (one,) = value.addresses
        return f"{_words(one.display_name, name)}\r\n <{one.addr_spec}>"
    return _words(str(value), name)


def _words(text: str, name: str) -> str:
    header = Header(text, "utf-8", maxlinelen=LINE, header_name=name)
    return header.encode(linesep="\r\n")


LETTER = WholeWords(linesep="\r\n", max_line_length=LINE)
