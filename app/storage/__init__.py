"""Documents and templates in files: read, migrate, write."""
