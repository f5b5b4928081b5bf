"""What an official text says by itself: its deadlines, whom it names, what it speaks of.

Pure functions over `eo_site.model.official.OfficialText`. Each finding carries the label of the
provision it stands in and its words as printed, so that whoever doubts it can look.
"""
