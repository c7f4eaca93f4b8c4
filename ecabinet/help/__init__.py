"""Help in place: what each screen is for, a first tour and a one-page guide for each role."""
