"""Grading from the command line: what happens where the system offers no isolation."""

import os
import shutil
import subprocess

import pytest
from kernel_client import KIT

pytestmark = [pytest.mark.timeout(240), pytest.mark.skipif(os.name == "nt", reason="these test the POSIX script")]


@pytest.fixture
def grade(tmp_path):
    """Runs the command on one submission, with all programs of the system except those that isolate."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in set(os.listdir("/usr/bin") + os.listdir("/bin")) - {"bwrap", "unshare"}:
        (programs / name).symlink_to(shutil.which(name, path="/usr/bin:/bin") or "/usr/bin/" + name)
    (tmp_path / "submitted" / "ada").mkdir(parents=True)

    def run(*options):
        return subprocess.run(
            [KIT / "gradus", "grade", "a1", tmp_path / "submitted", *options],
            env={**os.environ, "PATH": str(programs)},
            capture_output=True,
            text=True,
        )

    return run


def test_nothing_is_graded_without_isolation(grade, tmp_path):
    refused = grade()
    assert refused.returncode != 0
    assert "Nothing was graded: this system offers no isolation" in refused.stderr
    assert "--unisolated" in refused.stderr
    assert not (tmp_path / "submitted-graded").exists()


def test_an_option_grades_without_isolation_and_prints_a_warning(grade, tmp_path):
    graded = grade("--unisolated")
    assert graded.returncode == 0, graded.stderr
    assert "separate processes, not isolated." in graded.stdout
    assert "Warning: not isolated" in graded.stderr
    assert (tmp_path / "submitted-graded" / "class.csv").exists()
