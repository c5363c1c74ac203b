"""jieba with its own dictionary, and nothing else that lies about on the machine."""

from __future__ import annotations

import logging
import warnings
from typing import Any


def new_cutter() -> Any:
    """A ``jieba.Tokenizer`` with jieba's dictionary.

    jieba itself would keep the dictionary in the system's folder for temporary files, where anybody may put another,
    and read it back without looking; reading the dictionary anew takes no longer.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    return cutter
