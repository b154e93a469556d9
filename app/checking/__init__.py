"""Document and template in, findings out."""
