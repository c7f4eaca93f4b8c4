"""People and papers for these tests."""

from tests.shelves import an, binh, cuong, shelf

__all__ = ["an", "binh", "cuong", "shelf"]
