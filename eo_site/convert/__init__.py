"""What lawyers write elsewhere becomes an order's file: Word, HTML, and other programs' Markdown.

Everything becomes HTML first (`word`, `dialects`), is put in order as a tree (`tree`), and is written
by one writer (`writer`) that escapes every character with a meaning here. What cannot be carried over
is listed with its place and its words (`remarks`), never dropped. Text that another program shows on
a condition, or hides, is left out and listed: to print it for everybody would change who reads it.
"""
