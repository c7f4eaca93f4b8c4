"""The foundation: database, transactions, rights, events. Imports neither Flask nor a feature."""
