"""What was written on a paper, as a list: for the page, for a printed table, for a workbook."""
