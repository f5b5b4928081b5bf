"""What courts have done to an order on a day, section by section, from the events of its cases.

An order is cut into the sections that its cases name (`parts`), each without those of them that lie
within it: where a case names 2 and a ruling 2(c), the parts are 2(c) and the rest of 2. Each case is
then told through, event by event, for each part (`rulings`, on a `case_state`); where cases differ,
what blocks more goes before what blocks less (`history`). `present` says what holds on a day.
docs/decisions.md says why each kind of event counts as it does.
"""

from eo_site.court_effect.cases import concerning, idle_stays, known, standing_order
from eo_site.court_effect.effects import BLOCKING, Effect, Ruling, Value, blocks_more
from eo_site.court_effect.history import Track, block_tracks, tracks
from eo_site.court_effect.parts import Part, challenged, parts_of
from eo_site.court_effect.present import PresentEffect, present_effects
from eo_site.court_effect.spans import Span

__all__ = [
    "BLOCKING", "Effect", "Part", "PresentEffect", "Ruling", "Span", "Track", "Value", "block_tracks",
    "blocks_more", "challenged", "concerning", "idle_stays", "known", "parts_of", "present_effects",
    "standing_order", "tracks",
]  # fmt: skip
