"""Written opinions (ý kiến bằng văn bản) on agenda items, and what becomes of each of them."""
