"""What is read beside the rules: indicators, deadlines, frequencies, evidence, topics and more."""
