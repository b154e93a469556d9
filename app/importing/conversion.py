"""Old and foreign formats (.doc, .wps, .et, .rtf) → .docx or .xlsx, by LibreOffice or WPS where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from app.importing.errors import SourceError
from app.importing.limits import CancelCheck, never_cancelled

HOW_TO_SAVE = "{name}是{kind}格式，请用 Word 或 WPS 打开它，选择“另存为”{target}，再导入另存的文件"
_TIMEOUT_S = 90
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
)


def converter() -> str | None:
    """The program that converts, or None when none is installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def convert(data: bytes, name: str, suffix: str, check: CancelCheck = never_cancelled) -> tuple[bytes, str]:
    """Convert a file to .docx or .xlsx; gives the bytes and the new suffix. Raises SourceError with what to do instead."""
    target = "xlsx" if suffix in (".et", ".ett") else "docx"
    kind = {".wps": "WPS 文字", ".et": "WPS 表格", ".ett": "WPS 表格", ".rtf": "RTF"}.get(suffix, "旧版 Word（.doc）")
    wanted = "Excel 工作簿（.xlsx）" if target == "xlsx" else "Word 文档（.docx）"
    sentence = HOW_TO_SAVE.format(name=f"“{name}”", kind=kind, target=wanted)
    program = converter()
    if program is None:
        raise SourceError(sentence)
    with tempfile.TemporaryDirectory(prefix="jibiao-") as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        # A profile of its own: an open LibreOffice window would otherwise swallow the call.
        profile = (Path(folder) / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", target]
        _run([*command, "--outdir", folder, str(source)], check, sentence)
        result = Path(folder) / f"source.{target}"
        if not result.is_file():
            raise SourceError(sentence)
        return result.read_bytes(), f".{target}"


def _run(command: list[str], check: CancelCheck, sentence: str) -> None:
    """Run the converter, stopping it when the user cancels or it takes too long."""
    flags = 0x08000000 if sys.platform == "win32" else 0  # no console window
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"} if sys.platform.startswith("linux") else None
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, creationflags=flags, env=environment
        )
    except OSError as error:
        raise SourceError(sentence) from error
    try:
        for _ in range(_TIMEOUT_S * 10):
            try:
                process.wait(0.1)
                return
            except subprocess.TimeoutExpired:
                check()
        raise SourceError(sentence)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
