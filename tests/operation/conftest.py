"""Papers for these tests."""

from tests.shelves import an, shelf

__all__ = ["an", "shelf"]
