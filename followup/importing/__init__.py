"""Tracking sheets that offices kept so far come in: mapped, looked at, made into tasks."""
