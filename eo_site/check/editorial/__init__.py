"""Rules about how things are said: what needs a source, and what no source lets anyone say."""
