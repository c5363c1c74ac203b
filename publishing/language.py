"""Chinese first; English where the visitor asks for it. The texts in the code are the Chinese ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
COOKIE = "kaohe_lang"
DICTIONARY = Path(__file__).with_name("english.yaml")

Translate = Callable[..., str]

_current: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def current() -> str:
    """The language of the request that is being answered, for what is not told the request."""
    return _current.get()


def use(language: str) -> None:
    """Answer this request in the language."""
    _current.set(language)


def chosen(request: Any) -> str:
    """The language of a request: `?_lang=`, else the cookie, else what the browser prefers, else Chinese."""
    if request is None:
        return LANGUAGES[0]
    asked = request.args.get("_lang")
    if asked in LANGUAGES:
        return str(asked)
    kept = request.cookies.get(COOKIE)
    if kept in LANGUAGES:
        return str(kept)
    return preferred(request.headers.get("accept-language", ""))


def preferred(accept: str) -> str:
    """The language that an Accept-Language header weighs highest among ours; Chinese where it names neither."""
    best, weight = LANGUAGES[0], 0.0
    for part in accept.split(",")[:20]:
        match = re.fullmatch(r"\s*([a-zA-Z]{1,8})(?:-[\w-]*)?\s*(?:;\s*q=(\d(?:\.\d{1,3})?))?\s*", part)
        if match and match[1].lower() in LANGUAGES and float(match[2] or 1) > weight:
            best, weight = match[1].lower(), float(match[2] or 1)
    return best


def translator(language: str) -> Translate:
    """A function that gives a text in the language, its `{names}` filled in."""
    english = dictionary() if language == "en" else {}

    def translate(text: str, **values: Any) -> str:
        words = english.get(text, text)
        return words.format(**values) if values else words

    return translate


@lru_cache
def dictionary() -> dict[str, str]:
    """Every text of the pages in Chinese, with its English."""
    import yaml

    loaded: dict[str, str] = yaml.safe_load(DICTIONARY.read_text(encoding="utf8"))
    return loaded
