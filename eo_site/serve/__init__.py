"""The author's desk: pages rendered as they are asked for, and again when a file changes."""
