"""What each host needs to serve a site as it is meant: one description, many files."""
