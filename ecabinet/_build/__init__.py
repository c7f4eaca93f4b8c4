"""Builds what is not Python: front-end parts and compiled translations. Never installed."""
