"""Opens whoever is configured to know where parcels are."""

from __future__ import annotations

from shop.backend import Surroundings
from shop.carriers.following import Follower
from shop.carriers.seventeentrack.settings import SeventeenTrackSettings
from shop.carriers.seventeentrack.tracking import SeventeenTrack
from shop.settings import load_settings


def open_tracking(surroundings: Surroundings) -> Follower | None:
    """17TRACK where there is a key for it; else links to carriers' pages are all there is."""
    settings = load_settings(SeventeenTrackSettings, surroundings.env_file)
    if settings.seventeentrack_key is None:
        return None
    return SeventeenTrack(settings, surroundings.settings.timeout)
