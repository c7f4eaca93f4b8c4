"""Measurements, each repeatable by one command; see README.md. Never run as tests."""
