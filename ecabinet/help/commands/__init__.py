"""What a person does with the first tour."""
