"""The peer: Hugo with a role for each audience."""
