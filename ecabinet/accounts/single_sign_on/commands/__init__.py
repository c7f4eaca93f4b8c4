"""What a proof of identity changes: a sign-in lets a person in, offices follow their groups."""
