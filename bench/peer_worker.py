"""Runs in the peers' own environment: reads texts from standard input, writes what one library finds in them.

``python peer_worker.py recognizers|jionlp``; each line of input is a JSON list of texts, each of output a JSON object
``{"seconds", "found": [[{"start", "end", "kind", "value", "unit"}, …], …]}``.
"""

import json
import sys
import time
from typing import Any


def recognizers() -> Any:
    from recognizers_number import (  # type: ignore[import-not-found]
        recognize_number,
        recognize_percentage,
    )
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]
        recognize_currency,
        recognize_dimension,
    )

    readers = (recognize_percentage, recognize_currency, recognize_dimension, recognize_number)

    def find(text: str) -> list[dict[str, Any]]:
        found = []
        for reader in readers:
            for one in reader(text, "zh-cn"):
                resolution = one.resolution or {}
                found.append(
                    {
                        "start": one.start,
                        "end": one.end + 1,
                        "kind": one.type_name,
                        "value": str(resolution.get("value") or "").rstrip("%"),
                        "unit": resolution.get("unit") or ("%" if one.type_name == "percentage" else None),
                    }
                )
        return found

    return find


def jionlp() -> Any:
    import re

    import jionlp  # type: ignore[import-not-found]

    number = re.compile(r"\d+(?:\.\d+)?")

    def one_kind(reader: Any, text: str) -> Any:
        for one in reader(text):
            start, end = one["offset"]
            value = number.search(one["text"])
            yield {
                "start": start,
                "end": end,
                "kind": one["type"],
                "value": value.group() if value else "",
                "unit": one["text"][value.end() :] if value else None,
            }

    def find(text: str) -> list[dict[str, Any]]:
        return [
            *one_kind(jionlp.ner.extract_money, text),
            *one_kind(jionlp.ner.extract_time, text),
        ]

    return find


def main() -> None:
    # What a library prints of itself must not get into the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    find = {"recognizers": recognizers, "jionlp": jionlp}[sys.argv[1]]()
    find("每少一次扣0.5分，最多扣3分")
    for line in sys.stdin:
        began = time.process_time()
        found = [find(text) for text in json.loads(line)]
        print(json.dumps({"seconds": time.process_time() - began, "found": found}), file=answers, flush=True)


if __name__ == "__main__":
    main()
