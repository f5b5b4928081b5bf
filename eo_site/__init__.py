"""Static sites of executive-order analyses, one complete edition per kind of reader."""

__version__ = "0.1.0"
