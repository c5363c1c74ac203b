"""jieba with its own dictionary, and nothing else that lies about on the machine."""

from __future__ import annotations

import logging
import warnings
from functools import cache
from typing import Any


@cache
def cutter() -> Any:
    """A ``jieba.Tokenizer`` with jieba's dictionary, the same for all: nothing is to be added to it.

    jieba itself would keep the dictionary in the system's folder for temporary files, where anybody may put another,
    and read it back without looking; reading the dictionary anew takes no longer.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.WARNING)
    found = jieba.Tokenizer()
    found.FREQ, found.total = found.gen_pfdict(found.get_dict_file())
    found.initialized = True
    return found


def new_cutter() -> Any:
    """One of the caller's own, to which words may be added."""
    known = cutter()
    found = type(known)()
    found.FREQ, found.total, found.initialized = dict(known.FREQ), known.total, True
    return found
