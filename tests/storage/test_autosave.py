"""Recovery copies: there while a program runs, offered after it was killed, gone after a regular end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.form.document import Document, same_content
from app.storage.autosave import RecoveryCopy, RecoveryFolder, left_copies
from app.storage.document_files import load, save
from app.storage.errors import UnreadableFile

ROOT = Path(__file__).parents[2]
DOCUMENT = Document("t", 2024, fields={"project_name": "未保存的字"})

KILLED = """
import os, signal, sys
from pathlib import Path
from app.form.document import Document
from app.storage.autosave import RecoveryFolder
from app.storage.document_files import stamp_of
folder = RecoveryFolder()
original = Path(sys.argv[1])
folder.write("one", Document("t", 2024, fields={"project_name": "未保存的字"}), original, stamp_of(original), "a")
folder.write("two", Document("t", 2024, fields={"project_name": "新表"}), None, None, "未命名")
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_program(original: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(original)], cwd=ROOT, check=False)


def test_a_running_program_keeps_its_copies_to_itself(own_folders: Path) -> None:
    folder = RecoveryFolder()
    folder.write("one", DOCUMENT, None, None, "未命名")
    assert left_copies() == []
    folder.close()
    assert left_copies() == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
def test_a_killed_program_leaves_its_copies(tmp_path: Path) -> None:
    original = tmp_path / "a.jxb"
    save(original, Document("t", 2024, fields={"project_name": "旧"}))
    before = original.read_bytes()
    killed_program(original)
    copies = {copy.title: copy for copy in left_copies()}
    assert set(copies) == {"a", "未命名"}
    copy = copies["a"]
    assert copy.original == original
    assert same_content(copy.load().document, DOCUMENT)
    assert not copy.original_changed()
    assert copies["未命名"].original is None
    assert original.read_bytes() == before
    save(original, Document("t", 2025))
    assert copy.original_changed()
    copy.discard()
    copies["未命名"].discard()
    assert left_copies() == []


def test_a_damaged_copy_is_told(tmp_path: Path) -> None:
    original = tmp_path / "a.jxb"
    save(original, DOCUMENT)
    killed_program(original)
    copy = left_copies()[0]
    copy.file.write_bytes(b"{")
    with pytest.raises(UnreadableFile, match="已损坏"):
        copy.load()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
def test_a_copy_waits_however_long_for_a_person(tmp_path: Path, own_folders: Path) -> None:
    killed_program(tmp_path / "a.jxb")
    (folder,) = (own_folders / "data" / "recovery").iterdir()
    os.utime(folder, (1e9, 1e9))
    assert len(left_copies()) == 2
    assert [copy.load().document.fields["project_name"] for copy in left_copies() if copy.original is None] == ["新表"]


def test_a_program_that_is_just_starting_keeps_its_folder(own_folders: Path) -> None:
    starting = own_folders / "data" / "recovery" / "abc"
    starting.mkdir(parents=True)  # its lock comes next
    assert left_copies() == []
    assert starting.is_dir()
    os.utime(starting, (1e9, 1e9))
    assert left_copies() == []
    assert not starting.exists()


def test_a_copy_carries_the_template_of_its_user(own_folders: Path) -> None:
    """A form that is saved carries it, so that the copy of a form that was saved is seen to be the same."""
    folder = own_folders / "data" / "templates"
    folder.mkdir(parents=True)
    source = (ROOT / "templates" / "shanghai-2024.json").read_text(encoding="utf-8").replace("shanghai-2024", "own-one")
    (folder / "own.json").write_text("\ufeff" + source, encoding="utf-8")  # as Windows editors save it
    path, document = own_folders / "a.jxb", Document("own-one", 2024)
    stamp = save(path, document)
    running = RecoveryFolder()
    running.write("one", document, path, stamp, "a")
    (file,) = (own_folders / "data" / "recovery").glob("*/one.json")
    kept = RecoveryCopy(file, path, "a", "", stamp).load().document
    assert "template_copy" in kept.meta
    assert same_content(kept, load(path).document)
    running.close()
