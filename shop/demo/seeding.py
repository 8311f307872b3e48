"""All orders of the demo shop: the documented ones and a crowd, the same for the same seed and day."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from random import Random

from shop.demo import wares
from shop.demo.aftermath import Tale, tale
from shop.demo.days import Days
from shop.demo.documented import ORDERS, Documented
from shop.demo.people import Person, made_up
from shop.demo.stories import STORIES, Story
from shop.demo.telling import Cast, Ware, order
from shop.records import Product, Trait

CROWD = range(20_081, 20_401)
"""Numbers of the orders made from the seed."""
_METHODS = ("card", "card", "card", "paypal", "paypal", "satispay", "google_pay", "klarna")
_NAMES = ("Anna", "Leo", "Emma", "Zoe", "Nonna", "Tommi")


@lru_cache(maxsize=4)
def tales(seed: int, days: Days) -> tuple[Tale, ...]:
    """Every order, by number, with what came after it."""
    goods = wares.products("it", days.today)
    crowd = [_of_crowd(number, seed, goods, days) for number in CROWD]
    return (*crowd, *(_documented(one, seed, goods, days) for one in ORDERS))


def _documented(one: Documented, seed: int, goods: list[Product], days: Days) -> Tale:
    variants = {variant.sku: (product, variant) for product in goods for variant in product.variants}
    chosen = tuple(Ware(*variants[sku], count) for sku, count in Counter(one.skus).items())
    cast = Cast(f"BL-{one.number}", one.person, chosen, one.method, one.personalisation, one.code)
    return _tell(STORIES[one.story], cast, days, Random(f"{seed}/{one.number}"), 0)  # noqa: S311


def _of_crowd(number: int, seed: int, goods: list[Product], days: Days) -> Tale:
    # Each order has dice of its own: one more product must not change all the others.
    rng = Random(f"{seed}/{number}")  # noqa: S311
    names = list(STORIES)
    name = rng.choices(names, [STORIES[one].weight for one in names])[0]
    story = STORIES[name]
    cast = Cast(
        number=f"BL-{number}",
        person=_resident(number, seed),
        wares=_basket(story, goods, rng),
        method="bank_transfer" if name in {"awaiting_transfer", "never_paid"} else rng.choice(_METHODS),
        personalisation=rng.choice(_NAMES),
        code="BENVENUTO10" if rng.random() < 0.1 else None,
    )
    return _tell(story, cast, days, rng, rng.randint(0, story.later))


def _resident(number: int, seed: int) -> Person:
    """Every fourth order is one more of the customer before."""
    owner = number - 1 if number % 4 == 3 else number
    return made_up(owner, Random(f"{seed}/person/{owner}"))  # noqa: S311


def _basket(story: Story, goods: list[Product], rng: Random) -> tuple[Ware, ...]:
    """What comes back must be allowed to, and two parcels need two things."""
    plain = [product for product in goods if not product.traits & {Trait.CUSTOM_MADE, Trait.HYGIENE}]
    count = max(rng.choices((1, 2, 3), (5, 3, 2))[0], len(story.parcels))
    chosen = [rng.choice(plain), *rng.sample(goods, count - 1)]
    return tuple(
        Ware(product, rng.choice(product.variants), 2 if rng.random() < 0.12 else 1) for product in chosen
    )


def _tell(story: Story, cast: Cast, days: Days, rng: Random, earlier: int) -> Tale:
    return tale(story, order(story, cast, days, rng, earlier), cast, days, earlier)
