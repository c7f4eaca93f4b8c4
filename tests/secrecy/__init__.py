"""An attacker who holds everything that is stored, and a store that is easy prey."""
