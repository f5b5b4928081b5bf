"""What the desk's tables take from a site that has been read: nothing is resolved again."""

from collections.abc import Mapping

from eo_site.authoring.matrix import Matrix, matrix
from eo_site.engine.load import Loaded
from eo_site.model.study import Study


def matrix_of(loaded: Loaded) -> Matrix:
    """The matrix of a site whose own files could be read."""
    assert loaded.setting
    studies = newest_first(loaded)
    return matrix(
        loaded.setting.library.audiences.audiences,
        studies,
        {slug: files_of(loaded, slug) for slug in studies},
        loaded.problems,
        loaded.setting.today,
    )


def newest_first(loaded: Loaded) -> Mapping[str, Study]:
    """Every order that has a file: those that could not be read, then the newest first."""
    studies = loaded.basis.studies
    unread = [slug for slug in studies if slug not in loaded.notes]
    return {slug: studies[slug] for slug in (*unread, *loaded.notes)}


def files_of(loaded: Loaded, slug: str) -> tuple[str, ...]:
    """The files in which problems of an order are found, its own first."""
    place = loaded.basis.places[slug]
    official = loaded.officials.get(slug)
    translations = (path for _, path in place.translations)
    return (place.path, *translations, *([official] if official else ()))
