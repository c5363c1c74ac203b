"""Read a responsibility table as it was issued and give its scoring items."""
