"""Other programs' files in, a grid of cells and a recognised form out."""
