"""Made-up next years of two tables (see next_year.py): every edit is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from next_year import ANY, Expected

from pipeline.comparison import compare

if TYPE_CHECKING:
    from conftest import MadeUp


def f1(true: int, found: int, expected: int) -> float:
    return 2 * true / (found + expected)


def test_links_and_changes_of_a_year_with_known_edits(made_up: MadeUp) -> None:
    assert made_up.edits >= 40
    comparison = compare(made_up.earlier, made_up.later)
    number = {item.id: item.number for item in (*made_up.earlier.items, *made_up.later.items)}
    proposed = {(number[link.left], number[link.right]) for link in comparison.links}
    of_links = f1(len(proposed & made_up.links), len(proposed), len(made_up.links))

    waiting, surplus = list(made_up.changes), []
    for change in comparison.changes:
        told = (
            change.kind,
            number.get(change.left_item or ""),
            number.get(change.right_item or ""),
            change.before,
            change.after,
        )
        match = next((one for one in waiting if fits(one, told)), None)
        if match is None:
            surplus.append(told)
        else:
            waiting.remove(match)
    found = len(made_up.changes) - len(waiting)
    of_changes = f1(found, len(comparison.changes), len(made_up.changes))
    print(
        f"{made_up.edits} edits; links F1 {of_links:.3f} of {len(made_up.links)}; "
        f"changes F1 {of_changes:.3f} of {len(made_up.changes)}"
    )
    assert of_links >= 0.98, (proposed - made_up.links, made_up.links - proposed)
    assert of_changes >= 0.95, (surplus, waiting)


def fits(expected: Expected, told: tuple[str | None, ...]) -> bool:
    return all(one in (ANY, other) for one, other in zip(expected, told, strict=True))


def test_every_change_has_a_sentence_that_names_its_item(made_up: MadeUp) -> None:
    number = {item.id: item.number for item in (*made_up.earlier.items, *made_up.later.items)}
    for change in compare(made_up.earlier, made_up.later).changes:
        assert change.sentence.endswith("。"), change
        assert "\n" not in change.sentence
        numbers = [number[item] for item in (change.left_item, change.right_item) if item]
        assert any(one in change.sentence for one in numbers), change
