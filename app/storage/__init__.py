"""Files: the form's JSON, templates on disk, safe saving."""
