"""What these tests share."""

from tests.commands.documents.register.books import books

__all__ = ["books"]
