"""The studio's parts, as routes and other parts use them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from desk.laboratory.laboratory import Laboratory
from desk.studio.acts import Acts
from desk.studio.checking import Checking
from desk.studio.drafts import Drafts
from desk.studio.hooks import Hooks
from desk.studio.live import LiveContent
from desk.studio.moments import Moments
from desk.studio.overview import Overview, Scores
from desk.studio.preview import Preview
from desk.studio.publications import Publications
from desk.studio.publishing import Publishing
from desk.studio.releasing import Releases
from desk.studio.trying import Bench
from desk.studio.versions import Versions

Step = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything that editors work with.

    Attributes:
        work: What runs beside the requests, by name.
        closing: Run when the desk stops.
    """

    live: LiveContent
    drafts: Drafts
    checking: Checking
    overview: Overview
    scores: Scores
    preview: Preview
    moments: Moments
    bench: Bench
    laboratory: Laboratory
    publications: Publications
    publishing: Publishing
    versions: Versions
    releases: Releases
    acts: Acts
    hooks: Hooks
    work: Mapping[str, Step] = field(default_factory=dict)
    closing: tuple[Step, ...] = ()
