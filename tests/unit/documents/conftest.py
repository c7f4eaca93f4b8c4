"""What these tests share."""

from tests.unit.documents.signing import signed

__all__ = ["signed"]
