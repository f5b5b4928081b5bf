"""Measurements of whole builds, run by hand: see README.md beside this file."""
