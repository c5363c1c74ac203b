"""The made-up next year of a real table (see next_year.py): every edit is known."""

from __future__ import annotations

from next_year import ANY, EDIT_COUNT, Expected

from pipeline.comparison import Document, compare

MadeUp = tuple[Document, set[tuple[str, str]], list[Expected]]


def f1(true: int, found: int, expected: int) -> float:
    return 2 * true / (found + expected)


def test_links_and_changes_of_a_year_with_known_edits(liucheng: Document, made_up: MadeUp) -> None:
    later, links, expected = made_up
    assert EDIT_COUNT >= 60
    comparison = compare(liucheng, later)
    number = {item.id: item.number for item in (*liucheng.items, *later.items)}
    proposed = {(number[link.left], number[link.right]) for link in comparison.links}
    of_links = f1(len(proposed & links), len(proposed), len(links))

    waiting, surplus = list(expected), []
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
    of_changes = f1(len(expected) - len(waiting), len(comparison.changes), len(expected))
    print(f"links F1 {of_links:.3f} of {len(links)}; changes F1 {of_changes:.3f} of {len(expected)}")
    assert of_links >= 0.98, (proposed - links, links - proposed)
    assert of_changes >= 0.95, (surplus, waiting)


def fits(expected: Expected, told: tuple[str | None, ...]) -> bool:
    return all(one in (ANY, other) for one, other in zip(expected, told, strict=True))


def test_every_change_has_a_sentence_that_names_its_item(liucheng: Document, made_up: MadeUp) -> None:
    later = made_up[0]
    number = {item.id: item.number for item in (*liucheng.items, *later.items)}
    for change in compare(liucheng, later).changes:
        assert change.sentence.endswith("。"), change
        assert "\n" not in change.sentence
        numbers = [number[item] for item in (change.left_item, change.right_item) if item]
        assert any(one in change.sentence for one in numbers), change
