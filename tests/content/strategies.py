"""Content as editors might write it, and worse."""

from __future__ import annotations

from hypothesis import strategies as st

from content.topics import Answer, Button, Changes, Content, Phrase, Threshold, Topic

NEW = ("faq/black_friday", "faq/natale", "faq/x")
LANGUAGES = st.sampled_from(["it", "en"])
# Signs that mean something to YAML, to Rasa or to a terminal, among ordinary words.
# fmt: off
ODD = st.sampled_from([
    "- ", ": ", " #", '"', "'", "\\", "{", "}", "[", "&a", "*a", "|", ">", "%", "@", "`", "!", "---", "😀",
    "…", "\n", "\n\n", "\t", " ", "\u00a0", "\u2028", "\x85", "\u200d", "è", "null", "true", "no",
    "2026-11-27", "$", "\\n", "\r\n", "e\u0301", "אב", "\ufeff", "\x07", "\x80", "~", "?", "<<", "= ", ",",
    "0x1", "1e3", "${HOME}",
])
# fmt: on
WORDS = st.sampled_from(["quando", "arriva", "il pacco", "where", "is my order", "taglia", "Orari"])
TEXTS = st.one_of(
    st.lists(st.one_of(WORDS, ODD), max_size=6).map("".join),
    st.text(max_size=12),
)
LINES = st.lists(TEXTS, max_size=4).map(tuple)
NAMES = st.one_of(st.none(), st.sampled_from(["whatsapp", "telegram", "no", "a b"]))

buttons = st.builds(
    Button,
    TEXTS,
    st.one_of(TEXTS, st.sampled_from(["/faq/sizes", '/set_language{"language":"it"}', "https://a.it"])),
)
answers = st.builds(
    Answer,
    text=TEXTS,
    language=LANGUAGES,
    channel=NAMES,
    manner=st.sampled_from([None, "tu", "lei"]),
    opening=st.sampled_from([None, "open", "closed"]),
    country=st.sampled_from([None, "IT", "NO"]),
    customer=st.sampled_from([None, "vip"]),
    valid_from=st.sampled_from([None, "2026-11-27", "2026-11-27T09:00:00+01:00"]),
    valid_until=st.sampled_from([None, "2026-11-30"]),
    buttons=st.lists(buttons, max_size=3).map(tuple),
    image=st.sampled_from([None, "https://shop.example/a b.png"]),
)
many_answers = st.lists(answers, max_size=4).map(tuple)
titles = st.dictionaries(LANGUAGES, TEXTS, max_size=2)
examples = st.dictionaries(LANGUAGES, LINES, max_size=2)
categories = st.sampled_from(["", "delivery", "no", "a: b"])
numbers = st.one_of(st.none(), st.integers(0, 100).map(lambda one: one / 100))
thresholds = st.builds(Threshold, numbers, numbers)


def topics(name: str) -> st.SearchStrategy[Topic]:
    """A question and answer."""
    return st.builds(Topic, st.just(name), st.just("faq"), categories, titles, examples, many_answers)


@st.composite
def changes(draw: st.DrawFn, content: Content) -> Changes:
    """Some change of some content: new topics, others, none; phrases; thresholds."""
    return Changes(
        topics=dict(draw(st.lists(_topic(content), max_size=3))),
        phrases=dict(draw(st.lists(_phrase(content), max_size=2))),
        thresholds=draw(
            st.dictionaries(st.sampled_from(["faq/sizes", "greet", *NEW]), st.none() | thresholds, max_size=3)
        ),
    )


@st.composite
def _topic(draw: st.DrawFn, content: Content) -> tuple[str, Topic | None]:
    name = draw(st.sampled_from(sorted({*content.topics, *NEW})))
    before = content.topics.get(name)
    if before is None or (before.kind == "faq" and draw(st.booleans())):
        return name, draw(st.none() | topics(name)) if before else draw(topics(name))
    return name, Topic(
        name=name,
        kind=before.kind,
        category=draw(st.just(before.category) | categories),
        titles=draw(st.just(before.titles) | titles),
        examples=draw(_examples(before)),
        answers=draw(_answers(before.answers)),
    )


@st.composite
def _examples(draw: st.DrawFn, before: Topic) -> dict[str, tuple[str, ...]]:
    found = {}
    for language, texts in before.examples.items():
        kept = [text for text in texts if draw(st.integers(0, 9))]
        found[language] = tuple(draw(st.permutations(kept)) if draw(st.booleans()) else kept)
        found[language] += draw(LINES)
    return found


@st.composite
def _answers(draw: st.DrawFn, before: tuple[Answer, ...]) -> tuple[Answer, ...]:
    new = draw(many_answers)
    kept = [answer for answer in before if draw(st.integers(0, 3))]
    return (*draw(st.permutations(kept)), *new)


@st.composite
def _phrase(draw: st.DrawFn, content: Content) -> tuple[str, Phrase]:
    name = draw(st.sampled_from(sorted(content.phrases)))
    found = draw(_answers(content.phrases[name].answers)) or (draw(answers),)
    return name, Phrase(name, found)
