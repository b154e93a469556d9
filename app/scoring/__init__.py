"""Scoring rules: from a sentence to a rule, from a rule to points."""
