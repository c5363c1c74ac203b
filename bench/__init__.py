"""How fast, how steady and how right the readers and the normaliser are, beside others: ``python -m bench``."""
