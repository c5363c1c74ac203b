from __future__ import annotations

from dataclasses import replace

from pipeline.comparison.nearest import Facts, Partner, partners

FIRE, RIVER = {"森林防火": 9, "造林": 3}, {"河长": 8, "巡河": 4}


def facts(name: str, year: int | None, place: str | None, profile: dict[str, int]) -> Facts:
    return Facts(name, year, place, profile)


def test_a_year_is_compared_with_the_year_before_of_its_place() -> None:
    documents = [facts(f"qingshan-{year}", year, "青山县", FIRE) for year in (2020, 2022, 2023)]
    assert partners(documents, nearest=0) == {
        "qingshan-2020": [],
        "qingshan-2022": [Partner("qingshan-2020", True)],
        "qingshan-2023": [Partner("qingshan-2022", True)],
    }


def test_changes_are_told_against_the_table_of_the_same_kind() -> None:
    documents = [
        facts("fire-2023", 2023, "青山县", FIRE),
        facts("river-2023", 2023, "青山县", RIVER),
        facts("river-2024", 2024, "青山县", RIVER),
        facts("roads-2024", 2024, "青山县", {"公路": 5}),
    ]
    found = partners(documents, nearest=0)
    assert found["river-2024"] == [Partner("fire-2023", False), Partner("river-2023", True)]
    assert found["roads-2024"] == [Partner("fire-2023", False), Partner("river-2023", False)]


def test_other_places_by_nearness_in_subject() -> None:
    documents = [
        facts("donghu-2024", 2024, "东湖区", FIRE),
        facts("qingshan-2024", 2024, "青山县", FIRE | {"河长": 1}),
        facts("xihe-2023", 2023, "西河县", RIVER),
        facts("unknown", None, None, {}),
    ]
    found = partners(documents, nearest=1)
    assert found["qingshan-2024"] == [Partner("xihe-2023", False), Partner("donghu-2024", False)]
    assert found["donghu-2024"] == found["unknown"] == []


def test_what_people_decided_on_is_compared() -> None:
    documents = [facts("a-2023", 2023, "甲", FIRE), facts("b-2024", 2024, "乙", RIVER)]
    assert partners(documents, 5) == {"a-2023": [], "b-2024": []}
    found = partners(documents, 5, [("b-2024", "a-2023"), ("b-2024", "gone"), ("b-2024", "b-2024")])
    assert found["b-2024"] == [Partner("a-2023", False)]


def test_the_order_in_which_words_were_found_decides_nothing() -> None:
    """Sums of the same numbers in another order differ in their last digits: equally near documents changed places."""
    profiles = [{f"词{word}": 1 + word % 7 for word in range(0, 60, step)} for step in (1, 2, 3)]
    documents = [
        Facts(f"p{number:02}", 2000 + number, None, profiles[number % len(profiles)]) for number in range(30)
    ]
    turned = [
        replace(one, profile=dict(list(one.profile.items())[::-1])) if number % 2 else one
        for number, one in enumerate(documents)
    ]
    assert partners(turned, 4) == partners(documents, 4)
