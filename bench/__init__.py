"""How fast, how steady and how right the normaliser is, beside others: ``python -m bench``."""
