"""Meetings for tests of what uses a catalogue."""

from tests.gatherings import gathering

__all__ = ["gathering"]
