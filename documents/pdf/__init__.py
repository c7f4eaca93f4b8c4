"""The only home of pypdf and PDFium: checking, cleaning, reading, drawing and marking PDF files.

Files come from outside and may be hostile, so nothing here parses one in the caller's process:
the modules of this package ask `runner`, and those of `inside` work in a child with limits.
"""
