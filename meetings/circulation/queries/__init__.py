"""Circulation ballots as readers see them."""
