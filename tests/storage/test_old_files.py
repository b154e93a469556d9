"""A file of every format version still opens; a new version cannot come without its file here."""

from __future__ import annotations

from pathlib import Path

from app.storage.document_files import load
from app.storage.json_codec import VERSION
from app.storage.migrations import STEPS

OLD_FILES = Path(__file__).parents[1] / "old_files"


def test_there_is_a_file_of_every_version_and_a_step_from_each() -> None:
    assert sorted(path.stem for path in OLD_FILES.glob("*.jxb")) == [
        f"version-{number}" for number in range(1, VERSION + 1)
    ]
    assert len(STEPS) == VERSION - 1


def test_every_old_file_opens_without_loss() -> None:
    for path in OLD_FILES.glob("*.jxb"):
        loaded = load(path)
        assert loaded.read_only is None
        assert loaded.notes == ()
        assert loaded.document.fields["project_name"] == "普陀区“便捷就医服务”数字化转型区级平台信息化建设"
        assert loaded.document.funding["total"] == "15363920.00"
        assert [node.name for node in loaded.document.indicators] == ["成本指标", "产出指标", "效益指标", "满意度指标"]
