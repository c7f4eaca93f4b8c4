"""Frozen read models of notices, choices and mail."""
