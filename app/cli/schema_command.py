"""``jibiao schema``: the JSON Schema of the form file."""

from __future__ import annotations

import argparse
import json

from app.storage.schema import json_schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    del arguments
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
