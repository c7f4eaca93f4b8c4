"""The whole line under a seeded simulator: everybody does everything, and what must hold, holds."""
