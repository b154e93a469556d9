"""``jibiao templates``: the templates at hand, and what is wrong with those that cannot be used."""

from __future__ import annotations

import argparse
import json

from app.cli import OK, UNREADABLE, complain
from app.storage.template_files import all_templates, own_templates_folder
from app.work.template_notes import shelf_notes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--json`` for programs."""
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print id, years and name of each template."""
    shelf = all_templates()
    found = [
        {
            "id": template.id,
            "name": template.name,
            "years": [template.years.first, template.years.last],
            "bundled": shelf.is_bundled(template.id),
        }
        for template in shelf.templates.values()
    ]
    problems = (*shelf.problems, *shelf_notes(shelf))
    if arguments.json:
        print(json.dumps({"templates": found, "problems": problems}, ensure_ascii=False, indent=2))
    else:
        for template in shelf.templates.values():
            years = f"{template.years.first}–{template.years.last or ''}"
            print(f"{template.id}\t{years}\t{template.name}")
        for problem in problems:
            complain(f"{problem}（自己的模板放在 {own_templates_folder()}）")
    return UNREADABLE if problems else OK
