"""Tests of transfer slips."""
