"""Official texts as PDF: layout rules as data, and what is written with them.

Pure functions: frozen facts in, bytes out. The words are Vietnamese by law, so not translated.
"""
