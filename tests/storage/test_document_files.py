"""Nothing is lost on the way through a file, and a bad file is told in one sentence and never written over."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.form.document import RawNumber, walk
from app.form.edits import SetValue, apply
from app.form.places import funding_place, indicator_place
from app.storage import document_files, json_codec, json_text
from app.storage.document_files import load, load_previous, save
from app.storage.errors import ChangedOnDisk, StorageError, UnreadableFile, UnwritableFile
from app.storage.locks import OpenMark, Owner, take_mark

FORM: dict[str, Any] = {
    "format": "jibiao",
    "version": 1,
    "template": "shanghai-2024",
    "year": 2024,
    "fields": {"project_name": "项目", "odd_field": "甲"},
    "funding": {"annual": "800000.00", "annual_other": "约80万"},
    "texts": {"annual_goal": "一\n二"},
    "indicators": [{"name": "产出指标", "colour": "red", "children": [{"name": "数量指标", "children": []}]}],
    "later": {"a": [1, 2.50, True, None], "b": "乙"},
}


def write(folder: Path, content: str | bytes | dict[str, Any], name: str = "a.jxb") -> Path:
    path = folder / name
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_unknown_keys_are_kept_at_every_level(tmp_path: Path) -> None:
    path = write(tmp_path, FORM)
    before = path.read_bytes()
    loaded = load(path)
    save(path, loaded.document)
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after == FORM
    assert b"2.50" in before.replace(b"2.5", b"2.50")
    node = after["indicators"][0]
    assert list(node) == ["name", "children", "colour"]


def test_numbers_keep_their_written_text(tmp_path: Path) -> None:
    text = '{"format": "jibiao", "version": 1, "template": "t", "year": 2024, "later": 1.10, "big": 12345678901234567890.123}'
    path = write(tmp_path, text)
    save(path, load(path).document)
    saved = path.read_text(encoding="utf-8")
    assert '"later": 1.10' in saved
    assert '"big": 12345678901234567890.123' in saved


def test_a_number_where_a_text_belongs_is_read_without_floats_and_told(tmp_path: Path) -> None:
    path = write(
        tmp_path, '{"format": "jibiao", "version": 1, "template": "t", "year": 2024, "funding": {"annual": 0.10}}'
    )
    loaded = load(path)
    assert loaded.document.funding["annual"] == "0.10"
    assert not isinstance(loaded.document.funding["annual"], RawNumber)
    assert any("funding.annual" in note and "0.10" in note for note in loaded.notes)


def test_a_doubled_key_keeps_both_values_and_is_told(tmp_path: Path) -> None:
    path = write(
        tmp_path, '{"format": "jibiao", "version": 1, "template": "t", "year": 2024, "fields": {"a": "甲", "a": "乙"}}'
    )
    loaded = load(path)
    assert loaded.document.fields["a"] == "乙"
    assert "甲" in loaded.document.fields.values()
    assert any("出现了两次" in note for note in loaded.notes)
    save(path, loaded.document)
    assert "甲" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none_become_text_and_are_told(tmp_path: Path, constant: str) -> None:
    path = write(
        tmp_path,
        f'{{"format": "jibiao", "version": 1, "template": "t", "year": 1, "funding": {{"annual": {constant}}}}}',
    )
    loaded = load(path)
    assert loaded.document.funding["annual"] == constant
    assert any(constant in note for note in loaded.notes)
    save(path, loaded.document)
    json.loads(path.read_text(encoding="utf-8"), parse_constant=lambda name: pytest.fail(name))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"format": "jibiao",\n "version": 1,\n oops}', "第 3 行"),
        ('{"format": "jibiao", "version": 1, "fields": {"a": "b"', "突然结束"),
        ("", "突然结束"),
        ("[]", "不是一张表"),
        ('{"a": 1}', "format"),
        (b"\xff\xfe\x00", "UTF-8"),
        ("[" * 5000, "层次太深"),
        (b"PK\x03\x04\x80", "UTF-8"),
    ],
)
def test_a_damaged_file_is_told_in_one_sentence_and_stays(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = write(tmp_path, content)
    before = path.read_bytes()
    with pytest.raises(UnreadableFile) as caught:
        load(path)
    assert said in str(caught.value)
    assert path.name in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="不存在"):
        load(tmp_path / "没有.jxb")
    with pytest.raises(UnreadableFile, match="无法打开"):
        load(tmp_path)


def test_a_newer_version_opens_read_only_and_keeps_its_version(tmp_path: Path) -> None:
    path = write(tmp_path, {**FORM, "version": 7})
    loaded = load(path)
    assert loaded.read_only is not None
    assert "7" in loaded.read_only
    save(tmp_path / "b.jxb", loaded.document)
    assert json.loads((tmp_path / "b.jxb").read_text(encoding="utf-8"))["version"] == 7


def test_odd_shapes_are_kept(tmp_path: Path) -> None:
    odd = {
        "format": "jibiao",
        "version": 1,
        "template": "t",
        "year": "明年",
        "fields": ["x"],
        "indicators": [{"children": 3}, "文字", 5],
    }
    path = write(tmp_path, odd)
    loaded = load(path)
    assert loaded.notes
    save(path, loaded.document)
    saved = path.read_text(encoding="utf-8")
    for kept in ("明年", "x", "文字", "3", "5"):
        assert kept in saved


def test_the_save_before_the_last_one_is_kept_outside_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    path = write(folder, FORM)
    first = load(path)
    save(path, apply(first.document, SetValue(funding_place("annual"), "1.00")).document)
    assert [file.name for file in folder.iterdir()] == ["a.jxb"]
    previous = load_previous(path)
    assert previous is not None
    assert previous.document.funding["annual"] == "800000.00"


def test_a_file_that_somebody_else_saved_is_not_written_over(tmp_path: Path) -> None:
    path = write(tmp_path, FORM)
    loaded = load(path)
    write(tmp_path, {**FORM, "year": 2025})
    theirs = path.read_bytes()
    with pytest.raises(ChangedOnDisk, match="别人"):
        save(path, loaded.document, loaded.stamp)
    assert path.read_bytes() == theirs
    save(path, loaded.document)
    assert load(path).document.year == 2024


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EACCES, "写入权限"),
        (errno.EROFS, "只读"),
        (errno.EIO, "写入出错"),
        (errno.ESTALE, "系统提示"),
    ],
)
def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    path = write(tmp_path, FORM)
    before = path.read_bytes()
    document = apply(load(path).document, SetValue(funding_place("annual"), "5.00")).document

    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(document_files.os, "fsync", fail)
    with pytest.raises(UnwritableFile, match=said):
        save(path, document)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".tmp"] == []


def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path, FORM)
    path.chmod(0o640)
    link = tmp_path / "link.jxb"
    link.symlink_to(path)
    save(link, apply(load(link).document, SetValue(funding_place("annual"), "5.00")).document)
    assert link.is_symlink()
    assert load(path).document.funding["annual"] == "5.00"
    assert path.stat().st_mode & 0o777 == 0o640


def test_half_surrogates_survive(tmp_path: Path) -> None:
    path = write(
        tmp_path, '{"format": "jibiao", "version": 1, "template": "t", "year": 1, "texts": {"annual_goal": "a\\ud83d"}}'
    )
    save(path, load(path).document)
    assert load(path).document.texts["annual_goal"] == "a\ud83d"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["fields", "funding", "texts", "indicators", "year", "remarks", "x", "title"]), JSON
    )
)
def test_any_json_under_any_key_is_kept_and_settles_at_once(extra: dict[str, Any]) -> None:
    text = json.dumps({"format": "jibiao", "version": 1, "template": "t", **extra}, ensure_ascii=False)
    plain, _ = json_text.parse(text)
    document, _, _ = json_codec.decode(plain)
    once = json_codec.to_text(document)
    for word in _strings(extra):
        assert (
            json.dumps(word, ensure_ascii=False)[1:-1] in once.replace("\\\\", "\\").replace('\\"', '"') or word in once
        )
    again, _, _ = json_codec.decode(json_text.parse(once)[0])
    assert json_codec.to_text(again) == once


def _strings(value: Any) -> list[str]:
    match value:
        case str():
            return [value] if value.isalnum() else []
        case list():
            return [word for item in value for word in _strings(item)]
        case dict():
            return [word for key, item in value.items() for word in ([key] if key.isalnum() else []) + _strings(item)]
    return []


def test_indicator_values_keep_unknown_keys_when_edited(tmp_path: Path) -> None:
    path = write(tmp_path, FORM)
    document = load(path).document
    node = next(node for _, node in walk(document.indicators))
    changed = apply(document, SetValue(indicator_place(node.id, "name"), "效益指标")).document
    save(path, changed)
    assert json.loads(path.read_text(encoding="utf-8"))["indicators"][0]["colour"] == "red"


def test_saving_into_a_folder_that_is_gone(tmp_path: Path) -> None:
    document = load(write(tmp_path, FORM)).document
    with pytest.raises(StorageError, match="不存在"):
        save(tmp_path / "gone" / "a.jxb", document)


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = write(tmp_path, FORM)
    path.chmod(0o444)
    before = path.read_bytes()
    document = apply(load(path).document, SetValue(funding_place("annual"), "5.00")).document
    with pytest.raises(UnwritableFile, match="只读"):
        save(path, document)
    assert path.read_bytes() == before
    path.chmod(0o644)
    save(path, document)
    assert load(path).document.funding["annual"] == "5.00"


def test_keys_of_ours_in_an_odd_shape_are_kept_aside(tmp_path: Path) -> None:
    odd = {"template": ["甲"], "version": 1.5, "fields": [1], "fields（原文）": "乙"}
    path = write(tmp_path, {**FORM, **odd})
    loaded = load(path)
    assert any(note.startswith("template 在文件中不是文字") for note in loaded.notes)
    save(path, loaded.document, loaded.stamp)
    saved = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    assert (saved["template（原文）"], saved["version（原文）"]) == (["甲"], "1.5")
    assert (saved["fields（原文）"], saved["fields（原文）′"]) == ("乙", [1])


def test_a_number_without_end_is_no_version(tmp_path: Path) -> None:
    path = write(tmp_path, '{"format": "jibiao", "version": ' + "9" * 5000 + "}")
    assert "文件没有写明格式版本，已按版本 1 读取。" in load(path).notes
    assert "9" * 5000 in json_codec.to_text(load(path).document)


def test_null_below_an_indicator_is_no_level(tmp_path: Path) -> None:
    """Other programs write null for what a node does not have."""
    tree = [{"name": "产出指标", "children": [{"name": "数量指标", "children": None}]}]
    leaf = {"name": "培训", "target": "≥2次", "children": None}
    tree.append({"name": "效益指标", "children": [{"name": "社会效益指标", "children": [leaf]}]})
    first, second = load(write(tmp_path, {**FORM, "indicators": tree})).document.indicators
    assert first.children is not None
    assert second.children is not None
    assert first.children[0].children == ()
    assert second.children[0].children is not None
    assert second.children[0].children[0].children is None


@pytest.mark.skipif(os.name == "nt", reason="names there are always text")
def test_a_name_that_is_no_utf8_can_be_saved(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd6\xd0\xce\xc4.jxb"))
    path.write_text(json.dumps(FORM), encoding="utf-8")
    loaded = load(path)
    save(path, loaded.document, loaded.stamp)
    earlier = load_previous(path)
    assert earlier is not None
    assert earlier.stamp == loaded.stamp


def test_a_name_as_long_as_the_disk_allows_can_be_saved(tmp_path: Path) -> None:
    path = write(tmp_path, FORM, "项" * 83 + ".jxb")
    loaded = load(path)
    mark = take_mark(path)
    assert isinstance(mark, OpenMark)
    assert isinstance(take_mark(path), Owner)
    save(path, loaded.document, loaded.stamp)
    mark.release()
    assert [each for each in tmp_path.iterdir() if each.is_file()] == [path]


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, FORM)
    before, document = path.read_bytes(), load(path).document

    def fail(self: Path) -> bytes:
        raise OSError(errno.EIO, "I/O error")

    with monkeypatch.context() as failing:
        failing.setattr(Path, "read_bytes", fail)
        with pytest.raises(UnwritableFile, match="磁盘或共享写入出错"):
            save(path, document)
    assert path.read_bytes() == before
