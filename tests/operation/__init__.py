"""Backups, what an operator sees, and what a machine must have."""
