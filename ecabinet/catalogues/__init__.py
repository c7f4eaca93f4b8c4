"""Catalogues: what the office keeps to choose from, each declared by the feature it serves."""
