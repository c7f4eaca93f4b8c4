"""Frozen read models of people, units and sign-ins."""
