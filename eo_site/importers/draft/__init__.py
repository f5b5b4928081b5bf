"""A first draft from an order's official text: what the text says by itself, for an author to confirm.

Everything here is a guess by the form of words: who acts is whoever is named before "shall". Each is
written with a remark `# to confirm`, of which `eo-site check` reminds until it is taken out.
"""
