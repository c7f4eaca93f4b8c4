"""Calendars: one's own days and one's unit's, the leaders' weekly work calendar, subscriptions."""
