"""Tests of the audit log at its doors."""
