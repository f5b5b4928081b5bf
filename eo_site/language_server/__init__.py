"""A language server for editors: what the reader, the resolver and the vocabularies know, while one types.

Pure functions over a file's text, a position and what is known of the site; `server` speaks the
protocol, and `state` follows the files.
"""
