"""The types that the console is checked against are those of the API as it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from desk.http.api import create_api
from desk.words import Catalogue
from scripts.bootstrap.machine import ThisMachine
from scripts.bootstrap.node import find_node
from tests.support.desk import REPOSITORY

UI = REPOSITORY / "ui"
KEPT = UI / "console" / "src" / "api" / "schema.d.ts"


@pytest.mark.skipif(not (UI / "node_modules").exists(), reason="the front end's packages are not installed")
def test_the_console_s_types_are_those_of_the_api(tmp_path: Path) -> None:
    described, made = tmp_path / "openapi.json", tmp_path / "schema.d.ts"
    described.write_text(json.dumps(create_api(Catalogue()).openapi(), sort_keys=True), encoding="utf-8")
    npm = find_node(ThisMachine(), REPOSITORY).npm
    command = [*npm, "exec", "--", "openapi-typescript", str(described), "--output", str(made)]
    subprocess.run(command, cwd=UI, check=True, capture_output=True, timeout=100)
    assert made.read_text() == KEPT.read_text(), "cd ui && npm run types"
