"""Notifications: the list with its badge, mail, digests. See docs/notifications.md."""
