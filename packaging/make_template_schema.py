"""Make ``templates/template.schema.json`` from the grammar in ``app/form/template.py`` (a test holds it against the grammar).

python packaging/make_template_schema.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def schema_text() -> str:
    """The JSON Schema of a template file."""
    import msgspec

    from app.form.template import Template

    schema = msgspec.json.schema(Template)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "绩表模板", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    (ROOT / "templates" / "template.schema.json").write_text(schema_text(), encoding="utf-8", newline="\n")
