"""For authors: the desk that `eo-site serve` shows under `/-/`, and what `explain`, `publish` and `coverage` answer."""
