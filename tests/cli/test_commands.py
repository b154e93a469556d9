"""The command line as programs and clerks call it: output, exit codes, one sentence for what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.make_forms import FORMS

ROOT = Path(__file__).parents[2]


def jibiao(*arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    if home is not None:
        environment["JIBIAO_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
        cwd=ROOT,
    )


def test_version_help_and_schema() -> None:
    assert jibiao("--version").stdout.startswith("绩表 jibiao 0.")
    assert "check" in jibiao("--help").stdout
    schema = json.loads(jibiao("schema").stdout)
    assert schema["properties"]["format"] == {"const": "jibiao", "description": "固定为 jibiao"}
    assert list(schema["properties"]["funding"]["properties"])[:4] == ["total", "total_fiscal", "total_other", "annual"]


def test_templates() -> None:
    done = jibiao("templates")
    assert done.returncode == 0
    assert [line.split("\t")[0] for line in done.stdout.splitlines() if line.startswith("shanghai")] == [
        "shanghai-2020",
        "shanghai-2024",
        "shanghai-2026",
    ]


def test_new_never_writes_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "新.jxb"
    assert jibiao("new", "--template", "shanghai-2024", "--year", "2025", "-o", str(path)).returncode == 0
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert (plain["template"], plain["year"]) == ("shanghai-2024", 2025)
    assert [node["name"] for node in plain["indicators"]] == ["成本指标", "产出指标", "效益指标", "满意度指标"]
    before = path.read_bytes()
    again = jibiao("new", "--template", "shanghai-2024", "--year", "2025", "-o", str(path))
    assert again.returncode == 2
    assert "已经存在" in again.stderr
    assert path.read_bytes() == before
    unknown = jibiao("new", "--template", "nowhere", "--year", "2025", "-o", str(tmp_path / "b.jxb"))
    assert unknown.returncode == 2
    assert "shanghai-2024" in unknown.stderr


def test_check_json_and_exit_codes(tmp_path: Path) -> None:
    clean = FORMS / "2024-01.jxb"
    broken = tmp_path / "坏账.jxb"
    broken.write_text(
        clean.read_text(encoding="utf-8").replace('"annual": "800000.00"', '"annual": "900000.00"'), encoding="utf-8"
    )
    damaged = tmp_path / "残.jxb"
    damaged.write_text("{", encoding="utf-8")

    done = jibiao("check", str(broken), "--json")
    assert done.returncode == 1
    (entry,) = json.loads(done.stdout)
    assert (entry["file"], entry["template"]) == (str(broken), "shanghai-2024")
    (finding,) = [each for each in entry["findings"] if each["severity"] == "error"]
    assert finding["code"] == "funding.sum_differs"
    assert finding["place"][0] == "funding.annual"
    assert set(finding) == {"code", "severity", "term", "place", "message", "fix"}
    assert "900,000.00" in finding["message"]

    both = jibiao("check", str(damaged), str(broken), "--json")
    assert both.returncode == 2
    assert "残.jxb" in both.stderr
    assert "Traceback" not in both.stderr
    assert [each["file"] for each in json.loads(both.stdout)] == [str(damaged), str(broken)]
    plain = jibiao("check", str(broken))
    assert plain.returncode == 1
    assert "错误" in plain.stdout


def test_bad_arguments() -> None:
    for arguments in (["check"], ["new", "--year", "x"], ["export"], ["check", "--what", "a.jxb"]):
        done = jibiao(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "用法" in done.stderr


@pytest.mark.parametrize("name", ["2020-a1", "2024-08", "2026-04"])
def test_export_to_pdf(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    done = jibiao("export", str(FORMS / f"{name}.jxb"), "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_command_line_never_imports_qt(tmp_path: Path) -> None:
    script = "import sys; from app import cli; cli.run(['check', sys.argv[1]]); assert not [m for m in sys.modules if 'PySide' in m or m in ('reportlab','openpyxl')]"
    done = subprocess.run(
        [sys.executable, "-c", script, str(FORMS / "2024-01.jxb")], capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("ending", "magic"), [("pdf", b"%PDF-"), ("xlsx", b"PK"), ("docx", b"PK"), ("csv", b"\xef\xbb\xbf")]
)
def test_export_of_each_kind_into_one_file_and_a_folder(ending: str, magic: bytes, tmp_path: Path) -> None:
    forms = [str(FORMS / f"{name}.jxb") for name in ("2024-01", "2026-01")]
    one = tmp_path / f"out.{ending}"
    assert jibiao("export", *forms, "-o", str(one)).returncode == 0
    assert one.read_bytes().startswith(magic)
    folder = tmp_path / "each"
    assert jibiao("export", *forms, "-o", str(folder), "--each", "--kind", ending).returncode == 0
    assert sorted(file.name for file in folder.iterdir()) == [f"2024-01.{ending}", f"2026-01.{ending}"]
    assert all(file.read_bytes().startswith(magic) for file in folder.iterdir())


def filled(value: object) -> object:
    """A part of a form without its blanks."""
    if isinstance(value, dict):
        return {key: filled(each) for key, each in value.items() if each is not None}
    return [filled(each) for each in value] if isinstance(value, list) else value


def test_csv_files_of_all_forms_are_imported_again_without_a_doubt(tmp_path: Path) -> None:
    written, back = tmp_path / "csv", tmp_path / "jxb"
    assert jibiao("export", str(FORMS), "-o", str(written), "--kind", "csv").returncode == 0
    done = jibiao("import", str(written), "-o", str(back), "--json", home=tmp_path)
    assert done.returncode == 0, done.stdout
    files = json.loads(done.stdout)
    assert len(files) == len(list(FORMS.glob("*.jxb")))
    for file in files:
        (form,) = file["forms"]
        assert (form["doubts"], form["unused"], file["unused"]) == ([], [], []), file["file"]
        original = json.loads((FORMS / f"{Path(file['file']).stem}.jxb").read_text(encoding="utf-8"))
        read = json.loads(Path(form["file"]).read_text(encoding="utf-8"))
        for key in ("template", "year", "fields", "funding", "texts", "indicators"):
            assert filled(read[key]) == filled(original[key]), (file["file"], key)


def test_csv_of_the_indicator_table_alone_and_for_old_systems(tmp_path: Path) -> None:
    out = tmp_path / "指标.csv"
    done = jibiao("export", str(FORMS / "2024-05.jxb"), "-o", str(out), "--indicators", "--encoding", "gb18030")
    assert done.returncode == 0, done.stderr
    head, first, *_ = out.read_bytes().decode("gb18030").splitlines()
    assert head == "一级指标,二级指标,三级指标,年度(/项目)指标值"
    assert first.startswith("成本指标,经济成本指标,")


def test_choices_of_csv_are_refused_for_other_kinds(tmp_path: Path) -> None:
    done = jibiao("export", str(FORMS / "2024-05.jxb"), "-o", str(tmp_path / "表.pdf"), "--indicators")
    assert done.returncode == 2
    assert "只用于 CSV" in done.stderr
    assert not (tmp_path / "表.pdf").exists()


def test_an_unreadable_file_is_told_and_the_rest_exported(tmp_path: Path) -> None:
    damaged = tmp_path / "残.jxb"
    damaged.write_text("{", encoding="utf-8")
    out = tmp_path / "out.pdf"
    done = jibiao("export", str(damaged), str(FORMS / "2024-01.jxb"), "-o", str(out))
    assert done.returncode == 2
    assert "残.jxb" in done.stderr
    assert out.read_bytes().startswith(b"%PDF-")
    wrong = jibiao("export", str(FORMS / "2024-01.jxb"), "-o", str(tmp_path / "out.txt"))
    assert wrong.returncode == 2
    assert ".pdf" in wrong.stderr


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_a_book_of_a_folder(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"汇总.{ending}"
    done = jibiao("book", str(FORMS), "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.exists()
    assert jibiao("book", str(FORMS), "-o", str(tmp_path / "汇总.docx")).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_reader_that_stops_early_gets_no_traceback() -> None:
    command = f"{sys.executable} -m app schema | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert done.stdout == "{\n"
    assert done.stderr == ""
    assert done.returncode == 0


def test_check_tells_that_a_file_of_a_newer_version_is_read_only(tmp_path: Path) -> None:
    newer = tmp_path / "新.jxb"
    newer.write_text('{"format": "jibiao", "version": 9, "template": "shanghai-2024", "year": 2024}', encoding="utf-8")
    assert "由更新版本的绩表保存（格式版本 9），只能查看" in jibiao("check", str(newer), home=tmp_path / "home").stdout


@pytest.mark.parametrize("command", ["new", "convert", "next-year"])
def test_a_form_is_not_written_under_the_name_of_another_kind(command: str, tmp_path: Path) -> None:
    form = str(FORMS / "2024-01.jxb")
    before = {"new": ["--template", "shanghai-2024", "--year", "2024"], "convert": [form, "--to", "shanghai-2026"]}
    made = jibiao(command, *before.get(command, [form]), "-o", str(tmp_path / "表.pdf"), home=tmp_path / "home")
    assert made.returncode == 2
    assert "请用 .jxb 结尾" in made.stderr
    assert not (tmp_path / "表.pdf").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    opened = jibiao(str(FORMS / "2024-01.jxb"))
    assert opened.returncode == 2
    assert opened.stderr.startswith("这里没有可以显示窗口的屏幕")


def test_faults_of_the_file_itself_are_told_to_programs_too(tmp_path: Path) -> None:
    path = tmp_path / "双.jxb"
    path.write_text(
        '{"format": "jibiao", "version": 1, "template": "nowhere", "year": 2024, "fields": {"a": "甲", "a": "乙"}}',
        encoding="utf-8",
    )
    (entry,) = json.loads(jibiao("check", str(path), "--json").stdout)
    assert any("出现了两次" in note for note in entry["notes"])
    assert any("nowhere" in note for note in entry["notes"])
    assert "预计" not in jibiao("check", str(path)).stdout


def on_a_full_disk(*arguments: str) -> subprocess.CompletedProcess[str]:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        return subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
            cwd=ROOT,
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", [("schema",), ("check", str(FORMS / "2024-01.jxb"), "--json"), ("--version",)])
def test_output_that_does_not_fit_on_the_disk_is_told(arguments: tuple[str, ...]) -> None:
    done = on_a_full_disk(*arguments)
    assert "Traceback" not in done.stderr
    if arguments != ("--version",):  # argparse itself forgives
        assert (done.returncode, done.stderr) == (2, "输出没有写完：磁盘已满，请清理磁盘后再试。\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
def test_closed_streams_are_no_fault(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m app new --template shanghai-2024 --year 2024 -o '{tmp_path}/新.jxb'"
    done = subprocess.run(["sh", "-c", f"{command} <&- >&- 2>&-"], check=False, cwd=ROOT)
    assert done.returncode == 0
    assert (tmp_path / "新.jxb").exists()
    lost = f"'{sys.executable}' -m app check '{tmp_path}/没有.jxb' --json 2>&-"
    told = subprocess.run(["sh", "-c", lost], check=False, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert told.returncode == 2
    assert json.loads(told.stdout)[0]["error"]  # complaints do not run into the output


def test_a_name_that_is_too_long_is_told_in_one_sentence(tmp_path: Path) -> None:
    form, long = str(FORMS / "2024-01.jxb"), str(tmp_path / ("项目" * 60 + ".jxb"))
    for arguments in (
        ("check", long),
        ("score", long),
        ("new", "--template", "shanghai-2024", "--year", "2024", "-o", long),
        ("convert", form, "--to", "shanghai-2020", "-o", long),
        ("next-year", form, "-o", long),
    ):
        done = jibiao(*arguments)
        assert done.returncode == 2, arguments
        assert "文件名太长" in done.stderr, arguments
        assert done.stderr.count("\n") == 1, arguments


@pytest.mark.parametrize("command", ["check", "score"])
def test_a_folder_without_forms_is_told(command: str, tmp_path: Path) -> None:
    (tmp_path / "._项目.jxb").write_bytes(b"\0\5\x16\7")  # what a Mac leaves beside a file
    done = jibiao(command, str(tmp_path), "--json")
    assert (done.returncode, json.loads(done.stdout)) == (2, [])
    assert done.stderr == "没有可以处理的表格：文件夹里没有 .jxb 文件。\n"


def test_help_speaks_chinese() -> None:
    for arguments in (("--help",), ("check", "-h")):
        words = jibiao(*arguments).stdout
        assert "用法：jibiao" in words
        assert "显示用法" in words
        assert not [english for english in ("usage", "options", "positional", "show this") if english in words]
