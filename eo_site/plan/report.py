"""Where a reader reports an error on one page: the publisher's address, with the page named in it."""

from urllib.parse import quote, urlencode, urlsplit


def corrections_link(address: str) -> str:
    """The publisher's address as a link target: an e-mail address becomes `mailto:`."""
    return f"mailto:{address}" if "@" in address and "://" not in address else address


def report_link(corrections: str, title: str, page: str) -> str:
    """`corrections`, a link target, with the page's title as subject and its address as text.

    A mail takes `subject` and `body` (RFC 6068, which has spaces as %20); a form on the web gets
    `title` and `body`, the names that trackers of issues read. Empty where there is no address.
    """
    if not corrections:
        return ""
    mail = corrections.startswith("mailto:")
    named = {"subject" if mail else "title": title, "body": page}
    parts = urlsplit(corrections)
    query = "&".join(each for each in (parts.query, urlencode(named, quote_via=quote)) if each)
    return parts._replace(query=query).geturl()
