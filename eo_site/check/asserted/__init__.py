"""Words of ours that assert what the record must bear out: a status, a court's act, a count, a day."""
