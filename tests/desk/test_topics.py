"""Topics to choose from: what shoppers come with, by category and title."""

from __future__ import annotations

from tests.desk.harness import Desk


async def test_topics_are_listed_by_category_and_title(desk: Desk) -> None:
    async with desk.signed_in("Anna") as browser:
        items = (await browser.get("/api/topics", headers={"Accept-Language": "en"})).json()["items"]
    named = {it["name"]: (it["title"], it["category"]) for it in items}
    assert named["parcel_status"] == ("Where is my parcel", "Delivery")
    assert named["faq/sizes"][0] == "Size guide"
    assert not {"greet", "out_of_scope", "affirm"} & named.keys()
    delivery = [it["title"] for it in items if it["category"] == "Delivery"]
    assert delivery == sorted(delivery)
    assert [it["category"] for it in items[: len(delivery)]] == ["Delivery"] * len(delivery)
