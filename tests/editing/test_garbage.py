"""Widgets in reference cycles die in the window's thread only."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from app.editing.garbage import MainThreadCollector


@pytest.fixture
def collector(qapp: Any) -> Iterator[MainThreadCollector]:
    was_on = gc.isenabled()
    owner = QObject()
    yield MainThreadCollector(owner)
    if was_on:
        gc.enable()


class Node(QObject):
    """Garbage that only the cyclic collector finds."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def litter() -> None:
    """Allocate as a busy thread does: far over Python's thresholds."""
    keep = [[number] for number in range(5_000)]
    del keep


def test_a_busy_thread_collects_nothing_and_the_window_does(collector: MainThreadCollector) -> None:
    died_in: list[int] = []
    node = Node()
    weakref.finalize(node, lambda: died_in.append(threading.get_ident()))
    del node
    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert died_in == []
    keep = [[number] for number in range(5_000)]
    while collector.collect() is not None:
        pass
    del keep
    assert died_in == [threading.get_ident()]


def test_nothing_is_collected_while_nothing_is_due(collector: MainThreadCollector) -> None:
    gc.collect()
    assert collector.collect() is None
