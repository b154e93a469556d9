"""The form as a value: document, template, places, edits, and the reading of amounts and dates. Knows no Qt and no files."""
