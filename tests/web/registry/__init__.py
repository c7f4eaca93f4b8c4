"""Tests that find every route by themselves, from the registry of the running application."""
