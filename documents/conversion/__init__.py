"""Makes PDFs of office files and pictures, in programs that can be killed."""
