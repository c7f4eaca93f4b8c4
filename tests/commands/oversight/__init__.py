"""Tests of checks, files and words of the audit log."""
