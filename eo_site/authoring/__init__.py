"""The author's desk: pages under `/-/` that `eo-site serve` shows of the library itself; no build has them."""
