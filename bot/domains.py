"""A model's domain, read back as it was written.

Rasa reads the domain of a model like one that a person has written: twice, with comments, and against a
schema. That was seven tenths of the time that loading took, all of it holding Python's lock while turns
waited (``docs/performance.md``). What training has stored needs none of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from ruamel.yaml import YAML

STORED = "domain.yml"


def stored_domain(folder: Path) -> Domain:
    """The domain that ``DomainProvider`` has stored in a folder.

    Raises:
        OSError: It is not there.
        ruamel.yaml.YAMLError: It is damaged.
    """
    return Domain.from_dict(YAML(typ="safe").load(folder / STORED))


def read_domains_once() -> None:
    """Has every model that is loaded from now on read its domain this way."""

    def load(cls: Any, /, *, model_storage: ModelStorage, resource: Resource, **_: Any) -> DomainProvider:
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, stored_domain(folder))

    DomainProvider.load = classmethod(load)
