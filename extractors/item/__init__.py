"""From table rows to scoring items."""
