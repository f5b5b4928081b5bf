"""What the site is made of: frozen types, and nothing that does anything."""
