"""Abbreviations of American legal writing, and what follows one that ends no sentence.

From the tables of The Bluebook: courts (T1, T7), reporters and statutes (T1), case names (T6),
legislative documents (T9), places (T10), months (T12), subdivisions (T16); with the titles of
officials, and what people write besides. Left out is what is also a whole word with which a
capitalised name may end ("Coal.", "Found.", "Tax."). Where an abbreviation can also be the end of
a sentence, what follows decides.
"""

import re
from collections.abc import Mapping
from enum import Enum


class Kind(Enum):
    """What a full stop after an abbreviation tells."""

    ATTACHED = "attached"
    """Never an end: what it belongs to always follows."""
    NUMBERED = "numbered"
    """No end before a number; an end before anything else, since these are words as well."""
    OPEN = "open"
    """No end, unless the next word is one that begins sentences and hardly any name."""
    CLOSING = "closing"
    """An end, unless a number or more of the same expression follows."""


_ATTACHED = "Mr Mrs Ms Mx Messrs Dr v vs cf Cf e.g E.g i.e viz aff'd rev'd"
_NUMBERED = """
    No Nos no nos sec secs ss art arts ch chs pt pts subpt subpts tit tits cl cls amend amends app apps para paras
    par pars subsec subsecs subdiv div vol vols p pp n nn fn ex exs fig figs tbl reg ed eds supp approx ca sched est
"""
_OPEN = """
    Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri
    Prof Hon Sen Sens Rep Reps Gov Gen Lt Col Capt Cmdr Adm Maj Sgt Amb Pres Sec Secs Sec'y Secy Jr Sr Esq Ph.D
    Fed Reg Regs Exec Ord Proc Pub Priv Pvt L Stat Stats Cong Rec Sess Const Rev Ann Misc Conf Comm Subcomm Res Doc
    Docs Bull Comp Compil Wkly Supp Off Op Ops Att'y Atty Mem Memo Leg Legis Hist Dkt Decl Compl Aff Pet Br Resp
    Cir Ct Cts Dist App Div Bankr Cl Super Sup Mil Vet Mag Ch Cas Rptr Ed Pl Def Dep
    Art Arts Pt Pts Tit Vol Vols Amend Amends Subpt Subch App'x Para Par Fig Ex
    Admin Adm'r Agric Am Ass'n Assoc Auth Bd Bros Chem Civ Coll Comm'n Comm'r Consol Constr Cont'l Coop Corp Co Cos
    Corr Ctr Dep't Dept Dev Dir Econ Educ Elec Eng'r Env't Envtl Exch Fed'n Fid Fin Govt Gov't Grp Guar Hosp Hous Inc
    Indem Indep Indus Ins Inst Int'l Intl Inv Liab Litig Ltd Mach Maint Mfg Mfr Mgmt Mktg Mun Mut Nat Nat'l Natl Pac
    Pers Pharm Pol'y Prob Prod Prop Prot Pub'g Rehab Ret Ry Sav Sch Sci Serv Servs Soc Soc'y Std Surv Sys Tel Transp
    Treas Twp Univ Util Wkrs Welf
    Ala Ariz Ark Cal Calif Colo Conn Del Fla Ga Haw Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore
    Pa Tenn Tex Va Vt Wash Wis Wyo So Atl St Ste Mt Ft Ave Blvd Rd
"""
_CLOSING = "etc al seq ibid id a.m p.m ff"


def _kinds() -> dict[str, Kind]:
    lists = (
        (Kind.ATTACHED, _ATTACHED),
        (Kind.NUMBERED, _NUMBERED),
        (Kind.OPEN, _OPEN),
        (Kind.CLOSING, _CLOSING),
    )
    return {word: kind for kind, words in lists for word in words.split()}


ABBREVIATIONS: Mapping[str, Kind] = _kinds()
"""Each without its last full stop, and with straight apostrophes."""

_NUMBER = re.compile(r"[\"“‘(]?(?:[A-Z]{0,4}[-–.: ]?\d|[IVXLC]+\b(?!['’])|[A-Z]\b(?!['’]))")
"""`96-354`, `CV 17-00050`, `XIV`, `A`: what a part of something is called."""
_OPENERS = """
    A An All Any And Although After Also As At Among Another According Along Again Apart Both Before But By Because
    Based Below Beyond Critics During Despite Did Does Do Each Either Even Every For From Few Finally He Her His How
    However Here Hence It Its In If Instead Is Later Like Many More Most Moreover None Nor Not Nothing Now Neither
    Nobody On Once Only One Of Or Other Others Our Over Pursuant Rather She Since Some Such Several Still Similarly See
    The Their Then There Therefore These They This Those Thus To Today That What Though Through Two Three Until Unless
    Upon We When Where Whether While Which Who Why With Within Without Was Were Yet You Your No Under So
"""
_STARTER = re.compile(
    rf"[\"“‘(]?(?:{'|'.join(_OPENERS.split())})\b(?![.-]| Secretar)(?=['’,]| [a-z0-9“(\"$]| [A-Z][a-z])"
)
"""Words with which sentences begin, and hardly any name does."""
_MORE = re.compile(
    r"[\"“‘(]?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[ECMP][SD]?T\b|(?:Eastern|Central|Pacific) )"
)
"""What goes on after `et seq.` and `12:01 a.m.`"""


def ends_sentence(word: str, closing: str, following: str) -> bool:
    """Whether a full stop after a word ends its sentence.

    `closing` are the marks between the full stop and the space; `following` begins with the next word.
    """
    kind = _kind(word.replace("’", "'"))
    if kind and ")" in closing:  # (50 U.S.C. 1701 et seq.) (IEEPA)
        return False
    match kind:
        case Kind.ATTACHED:
            return False
        case Kind.NUMBERED:
            numbered = _NUMBER.match(following)
            return not numbered or (word.lower() == "no" and not _has_digit(following))
        case Kind.OPEN:
            return bool(_STARTER.match(following))
        case Kind.CLOSING:
            return not _MORE.match(following)
        case _:
            return True


def _kind(word: str) -> Kind | None:
    """None of a word that is no abbreviation; initials, as in `U.S.` and `J.`, are open."""
    if found := ABBREVIATIONS.get(word):
        return found
    *inner, last = word.split(".")
    if inner and len(last) > 1:
        return ABBREVIATIONS.get(last)  # F.Supp., D.Md.
    if all(len(part) == 1 for part in (*inner, last)) and (inner or last.isupper()):
        return Kind.OPEN
    return None


def _has_digit(following: str) -> bool:
    """In its first two words: `CV 17-00050`."""
    return any(letter.isdigit() for letter in " ".join(following.split()[:2]))
