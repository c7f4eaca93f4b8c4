"""Full text: one index over SQLite (FTS5) and PostgreSQL, filled by what features register.

words: queries and snippets, pure. kinds: what can be found. models: rows of the index.
matching: the two databases. following: which things a transaction changed.
"""
