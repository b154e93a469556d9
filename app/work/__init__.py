"""Jobs that join several parts, for the window and the command line alike."""
