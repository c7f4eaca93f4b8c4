"""Frozen read models of directives and tasks. The database counts and sorts, not Python."""
