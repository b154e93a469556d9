"""Make ``templates/template.schema.json`` from the grammar in ``app/form/template.py`` (a test holds it against the grammar).

python packaging/make_template_schema.py
"""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def _cleaned(value: Any) -> Any:
    """The schema with its descriptions as plain text: Python 3.13 strips the indentation of docstrings, older ones do not."""
    if isinstance(value, dict):
        return {
            key: inspect.cleandoc(item) if key == "description" and isinstance(item, str) else _cleaned(item)
            for key, item in value.items()
        }
    return [_cleaned(item) for item in value] if isinstance(value, list) else value


def schema_text() -> str:
    """The JSON Schema of a template file."""
    import msgspec

    from app.form.template import Template

    schema = _cleaned(msgspec.json.schema(Template))
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "绩表模板", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    (ROOT / "templates" / "template.schema.json").write_text(schema_text(), encoding="utf-8", newline="\n")
