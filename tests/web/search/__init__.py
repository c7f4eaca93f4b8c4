"""Tests of the search's doors."""
