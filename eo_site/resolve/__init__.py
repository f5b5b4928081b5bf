"""One order for one audience: its text, its facts, and for whom each passage was written."""
