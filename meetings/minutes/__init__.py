"""Minutes (biên bản) as they are written: facts linked, text around them, amended, approved."""
