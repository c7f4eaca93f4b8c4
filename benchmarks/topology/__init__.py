"""A province on one machine: two web hosts, a host for data, nginx, and a room full of tablets.

Each host is a network namespace of its own (addresses 10.77.0.x, which exist nowhere else), all on
one bridge; a cable can be pulled. See docs/scaling.md.
"""
