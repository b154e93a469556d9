"""Document and template in, marks in millimetres out; PDF and others draw them."""
