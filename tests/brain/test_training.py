"""A folder of content trained on trial: nothing of it gets into what is live."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from bot.domains import stored_domain
from tests.brain.conftest import ROOT, SMALL


def train(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.train", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_folder_without_content_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = train("--root", str(tmp_path), "--out", str(tmp_path))
    assert done.returncode == 1
    assert "There is no config.yml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.timeout(600)
def test_content_that_cannot_be_trained_leaves_no_model(tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(SMALL, root)
    (root / "data" / "faq" / "sizes.yml").write_text("nlu: [")
    done = train("--root", str(root), "--out", str(tmp_path / "out"), "--fixed-model-name", "x")
    assert done.returncode != 0
    assert not (tmp_path / "out" / "x.tar.gz").exists()


@pytest.mark.timeout(600)
def test_what_training_tells_stands_beside_the_model(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    shutil.copytree(SMALL, root)
    config = root / "config.yml"
    stated = "  thresholds_file: .sportello/thresholds.yml\n- name: bot.components.tone"
    config.write_text(config.read_text().replace("- name: bot.components.tone", stated))
    live = ROOT / ".sportello" / "thresholds.yml"
    before = live.read_bytes() if live.exists() else None
    done = train("--root", str(root), "--out", str(out), "--fixed-model-name", "x", "--force")
    assert done.returncode == 0, done.stderr[-2000:]
    assert {path.name for path in out.iterdir()} == {"x.tar.gz", "thresholds.yml"}
    assert (live.read_bytes() if live.exists() else None) == before
    assert ".sportello/thresholds.yml" in config.read_text()


def test_a_models_domain_is_read_as_rasa_reads_it(richer_model: Path, tmp_path: Path) -> None:
    with tarfile.open(richer_model) as archive:
        archive.extractall(tmp_path, filter="data")
    folder = next(tmp_path.rglob("domain.yml")).parent
    ours, rasas = stored_domain(folder), Domain.from_path(folder)
    assert ours.as_dict() == rasas.as_dict()
    assert ours.fingerprint() == rasas.fingerprint()
    assert ours.retrieval_intents == rasas.retrieval_intents
    (variant, _) = ours.responses["utter_faq/black_friday"]
    assert variant["metadata"] == {"valid_from": "2026-11-27", "valid_until": "2026-11-30"}
