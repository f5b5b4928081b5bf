"""Drawings of time, ties and counts, as inline SVG.

Places across are percentages and sizes are pixels: a drawing fills any width while its words keep
their size, which a viewBox would shrink on a narrow screen. Distances are chosen for 320 pixels.
Colours come from the stylesheet by class. A list or table beside each drawing says the same, so a
drawing is left out, as an empty string, where it would show less than they do.
"""

from eo_site.render.svg.counts import years
from eo_site.render.svg.courts import courts
from eo_site.render.svg.ties import relations
from eo_site.render.svg.time import duties

__all__ = ["courts", "duties", "relations", "years"]
