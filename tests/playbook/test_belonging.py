"""Which offer a question is about, what it asks, and which topics take it up: judged by its words."""

from __future__ import annotations

import pytest

from planner.playbook.posts.belonging import offer_named, offer_of, takes_up, what_it_asks
from tests.planning import complete

OFFERS = "offers: [户外灯布, 亚光冷裱膜, 弱溶剂墨水]\nquestion_pool:\n%s"


def about(*questions: str) -> list[str]:
    plan = complete("bakery", OFFERS % "\n".join(f"  - {one}" for one in questions))
    names = {offer.id: offer.name for offer in plan.offers}
    return [names.get(offer_of(one, plan.offers), "") for one in plan.questions]


def test_a_question_is_about_the_offer_that_is_written() -> None:
    assert about("{text: 阴雨天多久能裱膜, offer: 户外灯布}") == ["户外灯布"]


def test_a_part_of_a_name_that_no_other_offer_has_is_enough() -> None:
    assert about("下午四点要灯布，当天谁家还发得出来", "阴雨天喷完多久能裱膜", "墨水换牌子要不要洗") == [
        "户外灯布",
        "亚光冷裱膜",
        "弱溶剂墨水",
    ]


def test_a_question_that_names_no_offer_is_about_none() -> None:
    assert about("群里几点有人回") == [""]


def test_with_a_single_offer_every_question_is_about_it() -> None:
    plan = complete("bakery", "offers: [早餐面包]\nquestion_pool: [群里几点有人回]")
    assert offer_of(plan.questions[0], plan.offers) == plan.offers[0].id


def test_an_english_name_has_to_be_there_with_all_its_words() -> None:
    plan = complete("bakery", "offers: [custom rules, the row report, schema files]")
    ids = {offer.name: offer.id for offer in plan.offers}
    assert offer_named("How do I test a custom rule?", plan.offers) == ids["custom rules"]
    assert offer_named("How do I get the row number?", plan.offers) == ""


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("车身贴贴后视镜那道弧，怎么总弹起来", "how"),
        ("是缺水还是水多了", "how"),
        ("种植箱要不要自己打孔", "whether"),
        ("降到几度要搬进屋", "figure"),
        ("无糖欧包到底有没有糖", "fact"),
        ("糖高的能吃哪样", "health"),
        ("Can I eat this with a nut allergy", "health"),
        ("What time is the sourdough gone", "figure"),
        ("How do I test a custom rule", "how"),
        ("do I really need to sign off the commit", "whether"),
        ("Which version dropped Python 3.9", "fact"),
    ],
)
def test_what_a_question_asks(text: str, asks: str) -> None:
    plan = complete("bakery", f"question_pool: ['{text}']")
    assert what_it_asks(plan.questions[0]) == asks


def test_a_written_topic_takes_up_the_question_with_which_it_shares_its_words() -> None:
    plan = complete(
        "bakery",
        "question_pool: [Why does lazy mode stop at the first bad column, 降到几度要搬进屋]\n"
        "content: {topics: [Lazy mode and the first bad column]}",
    )
    topic = plan.content.topics[0]
    assert [takes_up(topic, question) for question in plan.questions] == [True, False]
