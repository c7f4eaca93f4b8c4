"""The doors of minutes."""
