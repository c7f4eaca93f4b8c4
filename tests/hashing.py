"""How passwords are hashed in tests, in their own process and in those of the product."""

from argon2 import PasswordHasher

# argon2id with the cheapest parameters, so that tests do not wait for hashing.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
