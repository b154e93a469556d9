"""Which suggestions fit what was typed: by characters, by pinyin (``fuwu``) and by pinyin initials (``fwdx`` → 服务对象满意度).

The pinyin dictionary takes a third of a second to load, so it is loaded aside when Latin letters are first typed; until it is
there, characters alone decide.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import lru_cache

_MOST = 8
_pinyin_loaded = threading.Event()
_loading = threading.Lock()


def best_matches(typed: str, candidates: Iterable[str], most: int = _MOST) -> list[str]:
    """The candidates that fit, best first, in their own order among equals; none that is already typed in full."""
    wanted = typed.strip().casefold()
    ranked: list[tuple[int, int, str]] = []
    seen = {wanted}
    for number, candidate in enumerate(candidates):
        rank = _rank(wanted, candidate)
        if rank is not None and candidate.casefold() not in seen:
            seen.add(candidate.casefold())
            ranked.append((rank, number, candidate))
    return [candidate for _, _, candidate in sorted(ranked)[:most]]


def load_pinyin(wait: bool = False) -> None:
    """Begin to load the pinyin dictionary, once; ``wait`` until it is there (tests)."""
    if _loading.acquire(blocking=False):
        threading.Thread(target=_load, name="pinyin", daemon=True).start()
    if wait:
        _pinyin_loaded.wait()


def _load() -> None:
    import pypinyin

    pypinyin.lazy_pinyin("绩")
    _pinyin_loaded.set()


def _rank(wanted: str, candidate: str) -> int | None:
    """0 the candidate begins so, 1 has it, 2 and 3 its initials, 4 and 5 its pinyin; None: it does not fit."""
    plain = candidate.casefold()
    if not wanted or plain.startswith(wanted):
        return 0
    if wanted in plain:
        return 1
    if not (wanted.isascii() and wanted.isalpha()):
        return None
    if not _pinyin_loaded.is_set():
        load_pinyin()
        return None
    syllables = _syllables(plain)
    initials = "".join(syllable[:1] for syllable in syllables)
    if wanted in initials:
        return 2 if initials.startswith(wanted) else 3
    if any("".join(syllables[start:]).startswith(wanted) for start in range(len(syllables))):
        return 4 if "".join(syllables).startswith(wanted) else 5
    return None


@lru_cache(maxsize=8192)
def _syllables(text: str) -> tuple[str, ...]:
    import pypinyin

    return tuple(pypinyin.lazy_pinyin(text))
