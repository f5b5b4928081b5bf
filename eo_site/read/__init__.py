"""Bytes of input files become model values, each problem with its line and column."""
