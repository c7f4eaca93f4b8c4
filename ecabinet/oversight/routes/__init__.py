"""Doors to the audit log, and to the explanation of rights."""
