"""Transfer slips (phiếu chuyển): a document goes to units and people with an instruction."""
