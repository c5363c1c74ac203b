"""Read a scoring text (评分标准) into rules, caps and findings."""
