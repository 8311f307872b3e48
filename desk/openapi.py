"""``python -m desk.openapi``: the API's description, without a database or a brain."""

from __future__ import annotations

import json
import sys

from desk.http.api import create_api
from desk.words import Catalogue


def main() -> None:
    """Writes the OpenAPI document to standard output."""
    json.dump(create_api(Catalogue()).openapi(), sys.stdout, ensure_ascii=False, indent=2, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
