"""The grammar: a component per layer of a scoring text, then the rules and caps made of the layers."""
