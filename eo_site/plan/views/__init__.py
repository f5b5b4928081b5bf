"""What templates get: small frozen views, and nothing else.

Every template sees `page` (a `Frame`) and `t` (the theme's strings). Besides these, `order.html`
sees an `OrderView`, `home.html` a `HomeView`, and a module's template the module's `ModuleView`
as `m`, whose `body` is the type named in the module's docstring in `eo_site.plan.modules`.
Addresses in views are relative to the page they are printed on and ready to print.
"""

from eo_site.plan.views.cases import CaseEventView, CaseView
from eo_site.plan.views.duties import CoordinationView, DecidersView, DutyView, EvidenceView
from eo_site.plan.views.editions import (
    BriefingView,
    ChooserView,
    HomeView,
    InterestGroupView,
    ProfileView,
    SearchView,
    VoiceView,
)
from eo_site.plan.views.frame import EditionView, Frame, NavLink, SiteView, SwitchLink
from eo_site.plan.views.lists import (
    CardView,
    CorrectionsView,
    CountedLink,
    DeadlineGroup,
    DeadlinesView,
    IndexView,
    ListView,
    OrderChangeView,
    OrderDutyView,
    PagerView,
)
from eo_site.plan.views.methods import (
    ChangeView,
    DownloadsView,
    GlossaryEntry,
    MethodsView,
    TimelineEntry,
    UnknownsView,
    VersionsView,
)
from eo_site.plan.views.named import ActView, SourceRef, TermView
from eo_site.plan.views.order import (
    AboutTerm,
    ContentsEntry,
    MastHead,
    ModuleView,
    OrderView,
    RenderedModule,
)
from eo_site.plan.views.persons import (
    AffectedView,
    AgencyView,
    ClassView,
    NamedAgenciesView,
    OpenClassView,
)
from eo_site.plan.views.record import (
    CiteView,
    ClausesView,
    CodingView,
    CongressView,
    CountView,
    FactView,
    MoneyView,
    QuoteView,
    RecordView,
)
from eo_site.plan.views.standing import (
    SILENT,
    WHOLLY_BLOCKED,
    AxisView,
    CourtSpanView,
    CourtTrackView,
    FindingView,
    PeriodView,
    RulingView,
    State,
)
from eo_site.plan.views.texts import (
    OperativeTextView,
    ProofRow,
    ProofView,
    ProvisionView,
    QuotedSectionView,
    RestView,
)
from eo_site.plan.views.ties import Neighbours, RelatedView, TieView

__all__ = [
    "SILENT", "WHOLLY_BLOCKED", "AboutTerm", "ActView", "AffectedView", "AgencyView", "AxisView",
    "BriefingView", "CardView", "CaseEventView", "CaseView", "ChangeView", "ChooserView", "CiteView",
    "ClassView", "ClausesView", "CodingView", "CongressView", "ContentsEntry", "CoordinationView",
    "CorrectionsView", "CountView", "CountedLink", "CourtSpanView", "CourtTrackView", "DeadlineGroup",
    "DeadlinesView", "DecidersView", "DownloadsView", "DutyView", "EditionView", "EvidenceView", "FactView",
    "FindingView", "Frame", "GlossaryEntry", "HomeView", "IndexView", "InterestGroupView", "ListView",
    "MastHead", "MethodsView", "ModuleView", "MoneyView", "NamedAgenciesView", "NavLink", "Neighbours",
    "OpenClassView", "OperativeTextView", "OrderChangeView", "OrderDutyView", "OrderView", "PagerView",
    "PeriodView", "ProfileView", "ProofRow", "ProofView", "ProvisionView", "QuoteView", "QuotedSectionView",
    "RecordView", "RelatedView", "RenderedModule", "RestView", "RulingView", "SearchView", "SiteView",
    "SourceRef", "State", "SwitchLink", "TermView", "TieView", "TimelineEntry", "UnknownsView", "VersionsView",
    "VoiceView",
]  # fmt: skip
