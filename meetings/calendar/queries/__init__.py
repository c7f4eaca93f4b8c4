"""Reads of calendars; the number of queries is constant."""
