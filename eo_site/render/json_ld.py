"""JSON-LD with the words of schema.org (https://www.w3.org/TR/json-ld11/).

A data block is no script: browsers do not run it, and a policy that forbids inline scripts lets it
stand. The order is a `Legislation` that the page is about; what the page says stays the page's.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from eo_site.plan.exports.views import ArticleView, CitationView, DataView
from eo_site.render.citations import REGISTER

CONTEXT = "https://schema.org"
_IN_MARKUP = str.maketrans(
    {each: f"\\u{ord(each):04x}" for each in ("<", ">", "&", "\u2028", "\u2029")}
)


def article_json(article: ArticleView) -> str:
    """An order's page."""
    return _script(
        {
            "@context": CONTEXT,
            "@type": "Article",
            "@id": article.url,
            "url": article.url,
            "headline": article.title,
            "description": article.description,
            "inLanguage": article.language,
            "datePublished": _day(article.first),
            "dateModified": _day(article.changed),
            "publisher": _publisher(article.publisher, article.publisher_url),
            "audience": {"@type": "Audience", "audienceType": article.reader},
            "isAccessibleForFree": article.public,
            "keywords": list(article.interests),
            "about": _legislation(article),
        }
    )


def _legislation(article: ArticleView) -> dict[str, Any]:
    item = article.citation
    force = f"{CONTEXT}/{article.force}" if article.force else None
    identifiers = [item.name if item.number else "", article.document_number]
    return {
        "@type": "Legislation",
        "name": item.title,
        "legislationType": "Executive Order",
        "legislationIdentifier": [each for each in identifiers if each],
        "legislationJurisdiction": {"@type": "Country", "name": "United States"},
        "legislationPassedBy": {"@type": "Person", "name": item.president}
        if item.president
        else None,
        "legislationDate": _day(item.signed),
        "datePublished": _day(item.published),
        "legislationLegalForce": {"@id": force} if force else None,
        "isPartOf": _register(item),
        "url": item.url,
    }


def _register(item: CitationView) -> dict[str, Any] | None:
    if not item.volume:
        return None
    return {
        "@type": "PublicationVolume",
        "volumeNumber": item.volume,
        "pageStart": item.first_page,
        "pageEnd": item.last_page or None,
        "isPartOf": {"@type": "Periodical", "name": REGISTER},
    }


def dataset_json(data: DataView) -> str:
    """The page that describes an edition's data."""
    return _script(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": data.url,
            "url": data.url,
            "name": data.title,
            "description": data.description,
            "inLanguage": data.language,
            "creator": _publisher(data.publisher, data.publisher_url),
            "distribution": [
                {"@type": "DataDownload", "contentUrl": url, "encodingFormat": kind}
                for url, kind in data.downloads
            ],
        }
    )


def _publisher(name: str, url: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": name, "url": url}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _script(value: Mapping[str, Any]) -> str:
    """JSON that may stand between script tags."""
    return json.dumps(_known(value), ensure_ascii=False).translate(_IN_MARKUP)


def _known(value: Any) -> Any:
    """What is not known is not said."""
    if isinstance(value, Mapping):
        found = {name: _known(each) for name, each in value.items()}
        return {name: each for name, each in found.items() if each not in (None, "", [], {})}
    return [_known(each) for each in value] if isinstance(value, list) else value
