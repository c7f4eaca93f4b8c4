"""Papers: kept, checked, read page by page, marked by hand, exported with their marks."""
