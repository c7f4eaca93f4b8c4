"""Tests of official documents."""
