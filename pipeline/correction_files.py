"""What people corrected by hand, as written: `data/corrections/DOCUMENT.yaml`, a list of entries.

Each names the item, the hash of the text that it corrects (so that it does not outlive that text), who, when and
why, and does one thing: `set` fields of the item; with `quote`, `set` fields of the rule quoted so or `remove` it;
with `cap`, the same for a cap; `add` a rule, or a cap where a `direction` is given; `accept` a kind of finding.
With `link` it decides how the item goes with one of another document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import correction_values as values
from pipeline.errors import CorrectionError
from pipeline.schema import LINK_KINDS
from pipeline.yaml_files import Items, Mapping, Place, read_yaml, said

ACTIONS = ("set", "remove", "add", "accept")
SIGNATURE = ("who", "when", "why")
KEYS = ("item", "text", "quote", "cap", *SIGNATURE, *ACTIONS)
LINK_KEYS = ("item", "link", "kind", *SIGNATURE)


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry; `cap` and `quote` say which cap or rule of the item it is about, if any."""

    item: str
    text: str
    action: str
    value: Any
    quote: str | None = None
    cap: str | None = None
    who: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of two items: `same`, `related` or `none`."""

    item: str
    link: str
    kind: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class CorrectionFile:
    """The entries of a file that can be used, and one line on each that cannot."""

    corrections: Sequence[Correction] = ()
    decisions: Sequence[Decision] = ()
    problems: Sequence[str] = ()


def read_corrections(path: Path) -> CorrectionFile:
    """What stands in a document's file; nothing where there is none.

    What cannot be used is told with its line in `problems`; it costs nothing else in the file, unless the file is
    no YAML at all.
    """
    if not path.exists():
        return CorrectionFile()
    try:
        entries = read_yaml(path)
        if entries is None:
            return CorrectionFile()
        if not isinstance(entries, Items):
            raise CorrectionError(f"{path}：应是一个列表，每条更正以“- item:”开头。")
    except CorrectionError as error:
        return CorrectionFile(problems=(str(error),))
    corrections: list[Correction] = []
    decisions: list[Decision] = []
    problems: list[str] = []
    for entry, line in zip(entries, entries.lines, strict=True):
        where = Place(path, line)
        try:
            if not isinstance(entry, Mapping):
                raise where.error("应写成“item: …”等各行。")
            if "link" in entry:
                decisions.append(_decision(entry, where))
            else:
                corrections.append(_correction(entry, where))
        except CorrectionError as error:
            problems.append(str(error))
    return CorrectionFile(corrections, decisions, problems)


def strays(folder: Path, documents: Sequence[str]) -> Iterator[str]:
    """One line on each file of the folder that is for no catalogued document."""
    known = set(documents)
    for path in sorted(folder.glob("*.y*ml")):
        if path.suffix != ".yaml":
            yield f"{path}：更正文件的名称应以 .yaml 结尾，其中的更正没有采用。"
        elif path.stem not in known:
            yield f"{path}：目录中没有文件 {path.stem}，其中的更正没有采用。"


def _correction(entry: Mapping, where: Place) -> Correction:
    _known(entry, KEYS, where)
    actions = [name for name in ACTIONS if name in entry]
    if not entry.get("item") or not entry.get("text") or len(actions) != 1:
        raise where.error(f"要有 item、text，以及 {'、'.join(ACTIONS)} 之一。")
    if "quote" in entry and "cap" in entry:
        raise where.error("quote（规则）和 cap（封顶）只能写一个。")
    [action] = actions
    text = partial(_text, entry, where)
    quote, cap = text("quote"), text("cap")
    value = VALUES[action](entry, quote is not None, cap is not None, where.at(entry.lines[action]))
    return Correction(
        str(text("item", plain=True)), str(text("text", plain=True)), action, value, quote, cap,
        *(str(text(name, plain=True) or "").strip() for name in SIGNATURE),
    )  # fmt: skip


def _decision(entry: Mapping, where: Place) -> Decision:
    missing = [name for name in LINK_KEYS if not entry.get(name)]
    if missing or set(entry) - set(LINK_KEYS):
        raise where.error(f"对应关系的更正要写 {'、'.join(LINK_KEYS)}，不写别的。")
    texts = [str(_text(entry, where, name, plain=True)) for name in LINK_KEYS]
    if texts[2] not in LINK_KINDS:
        raise where.error(f"kind 只能是 {'、'.join(LINK_KINDS)}。")
    return Decision(*texts)


def _known(entry: Mapping, keys: Sequence[str], where: Place) -> None:
    unknown = [str(name) for name in entry if name not in keys]
    if unknown:
        raise where.error(f"不认识的写法 {'、'.join(unknown)}。")


def _text(entry: Mapping, where: Place, name: str, *, plain: bool = False) -> str | None:
    """A text of the entry; `plain` ones may look like a number or a date."""
    given = entry.get(name)
    if given is None:
        return None
    return values.text(given, where.at(entry.lines[name]), name, plain=plain)


def _set(entry: Mapping, of_rule: bool, of_cap: bool, where: Place) -> dict[str, Any]:
    fields = values.CAP_FIELDS if of_cap else values.RULE_FIELDS if of_rule else values.ITEM_FIELDS
    given = entry["set"]
    if not isinstance(given, Mapping) or not given or not set(given) <= set(fields):
        raise where.error(f"set 只能写 {'、'.join(fields)}。")
    return values.fields(given, fields, where)


def _add(entry: Mapping, of_rule: bool, of_cap: bool, where: Place) -> dict[str, Any]:
    given = entry["add"]
    if of_rule or of_cap:
        raise where.error("add 是补一条，原文写在 add 里面的 quote，外面不写 quote 和 cap。")
    cap = isinstance(given, Mapping) and "direction" in given
    fields, needed = (
        (values.CAP_FIELDS, {"direction", "kind", "quote"})
        if cap
        else (values.RULE_FIELDS, {"effect", "quote"})
    )
    if not isinstance(given, Mapping) or not needed <= set(given):
        raise where.error(
            "add 至少要有 effect 和 quote（补一条规则），或 direction、kind 和 quote（补一条封顶）。"
        )
    if not set(given) <= {*fields, "quote"}:
        raise where.error(f"add 只能写 quote、{'、'.join(fields)}。")
    return values.fields(given, {**fields, "quote": values.text}, where)


def _remove(entry: Mapping, of_rule: bool, of_cap: bool, where: Place) -> bool:
    if not (of_rule or of_cap):
        raise where.error("remove 要用 quote 写明删去哪条规则，或用 cap 写明删去哪条封顶。")
    if entry["remove"] is not True:
        raise where.error(f"remove 只能写 true，现为 {said(entry['remove'])}。")
    return True


def _accept(entry: Mapping, of_rule: bool, of_cap: bool, where: Place) -> str:
    return values.text(entry["accept"], where, "accept")


VALUES: dict[str, Callable[[Mapping, bool, bool, Place], Any]] = {
    "set": _set,
    "remove": _remove,
    "add": _add,
    "accept": _accept,
}
