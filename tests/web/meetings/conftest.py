"""A meeting for these tests."""

from tests.gatherings import gathering

__all__ = ["gathering"]
