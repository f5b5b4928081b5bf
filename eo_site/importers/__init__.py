"""Federal Register documents in, order files out.

`documents` reads what the Federal Register's API gives, `record` says what one document states of
an order, `notes` reads its disposition notes, `merge` compares that with an order's file, `edit`
changes the file and nothing around what changed. All of that is pure; only `command` and `fetch`
touch the world outside.
"""
