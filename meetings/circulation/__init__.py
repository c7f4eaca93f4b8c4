"""Circulation ballots (phiếu lấy ý kiến): written votes between meetings, with a deadline."""
