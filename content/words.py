"""Whether answers keep to the rules of ``docs/style-guide.md``, as far as a machine can tell.

Used by the tests, and by whoever edits answers: ``problems`` says in a sentence each what is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LANGUAGES = ("it", "en")
LONGEST_TITLE = 24
"""What WhatsApp and Telegram show of a button without cutting it."""
LONGEST_ANSWER = 600
LONGEST_TOLD = 420
"""Characters of an answer that actions fill: names and figures are still to come."""
LONGEST_ON_CHANNEL = 320
MOST_SENTENCES = 3
MOST_EXCLAMATIONS = 1
CONDITIONS = {
    "it": r"\b(?:se|di norma|di solito|entro|in genere|salvo|può|possono|dovrebbe|quando|fino a|appena)\b",
    "en": r"\b(?:if|usually|normally|within|unless|may|can|should|when|until|up to|once)\b",
}
PROMISES = {
    "it": (
        r"\b(?:garantiamo|garantito|sicuramente|senza dubbio|senz'altro|assolutamente|immediatamente"
        r"|sempre|mai|in ogni caso|promettiamo|soddisfatti o rimborsati|al 100 ?%)\b"
    ),
    "en": (
        r"\b(?:always|never|guaranteed|we guarantee|we promise|definitely|certainly|immediately|without fail"
        r"|in any case|no matter what|100 ?%)"
    ),
}
"""What a shop can't keep whatever happens; whoever reads it will quote it."""
SOON = {
    "it": r"\b(?:riceverai|riceverà|arriverà|ti rimborseremo|la rimborseremo|risolveremo)\b",
    "en": r"\b(?:you will receive|you'll receive|will arrive|we will refund|we'll refund|will be solved)\b",
}
"""Promises that need a condition in the same answer."""
OFFICE = {
    "it": (
        r"\b(?:la informiamo che|si prega di|cordiali saluti|gentile cliente|in riferimento a|provvederemo a"
        r"|pratica|suddett[oa]|al fine di|qualora|presso i nostri)\b"
    ),
    "en": (
        r"\b(?:please be advised|kindly|dear customer|with reference to|pursuant|aforementioned|in order to"
        r"|do not hesitate|your inconvenience)\b"
    ),
}
TU = (
    r"\b(?:tu|ti|te|tuo|tua|tuoi|tue|hai|puoi|vuoi|sei|devi|sai|vai|fai|stai|scegli|scrivi|apri|chiedi|vedi"
    r"|tieni|leggi|prendi|ricevi|segui|rispondi|aggiungi|inserisci|spedisci|preferisci|intendi"
    r"|intendevi|volevi|avevi|cercavi|vorresti|potresti|preferiresti|\w{3,}rai"
    r"|(?:dim|scrivi|manda|fam|dam|racconta|rispondi|riscrivi)mi|scrivici|dacci|mandaci"
    r"|(?:aiuta|di|passa|propo|chiede|rimborsa|manda|da|trova|arriva)rti|figurati|te l[oa])\b"
)
"""What is tu and nothing else: *guarda* may be somebody else's doing, and *porti* is said with Lei too."""
_TU_BY_PLACE = (
    r"(?:^|[.:;,!?»] |\b(?:poi|oppure|se) )(?:guarda|prova|riprova|tocca|cerca|controlla|ricontrolla|manda"
    r"|porta|aspetta|usa|conferma|spunta|lascia|avvisa|racconta|dillo|dacci)\b"
    r"|\b(?:trovi|paghi|compri|cerchi|lasci|confermi|annulli|sposti|entri|registri|iscrivi|elimini|cambi la"
    r"|scegli[ae]\w+|(?:quando|se) (?:ordini|usi|torni|provi))\b"
)
"""What is tu where nobody else is named who might be meant: only at the beginning of a clause."""
LEI = (
    r"\b(?:(?:mi|ci) (?:dica|scriva|scusi|mandi|dia|racconti|risponda)|lo spedisca|scelga|scriva|vada|apra"
    r"|chieda|(?<!si )veda|tenga|aggiunga|lei sia|(?:a|per|con|da) lei|vuole|si figuri|al posto suo"
    r"|a carico suo|glielo|le (?:passo|serve|arriva|dic[eo]|propone|chiede|basta|do|aspetta)"
    r"|la (?:rimborsiamo|aspetta|metto in)|(?:aiuta|senti|rimborsa)rla|(?:di|passa|propo|chiede)rle)\b"
)
"""What is said to somebody who is called Lei, and to nobody else."""
_QUOTED = re.compile(r"«[^»]*»|https?://\S+")
_BLANK = re.compile(r"\{(\w+)\}")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which a response is said.

    Attributes:
        response: The response's name, ``utter_…``.
        text: What is said.
        language: ISO 639-1.
        manner: ``lei`` where it is for shops that say so; None for any.
        channel: The one it is for; None for all.
        titles: Of its buttons.
    """

    response: str
    text: str
    language: str = "it"
    manner: str | None = None
    channel: str | None = None
    titles: tuple[str, ...] = ()

    @property
    def is_title(self) -> bool:
        """Whether it is the name of a topic, as on a button."""
        return self.response.startswith("utter_title/")

    @property
    def blanks(self) -> frozenset[str]:
        """What an action fills in."""
        return frozenset(_BLANK.findall(self.text))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a wording.

    Attributes:
        code: One of ``FAULTS``.
        sentence: For who edits files.
        values: For other words about it.
    """

    code: str
    sentence: str
    values: Mapping[str, str | int]


FAULTS = (
    "title_long",
    "answer_wordy",
    "answer_sentences",
    "answer_exclaims",
    "promise",
    "promise_without_condition",
    "office_language",
    "tu_in_lei",
)
"""Every code there is."""


def wordings(responses: Mapping[str, Sequence[Mapping[str, object]]]) -> list[Wording]:
    """The wordings of responses, as Rasa's YAML has them; those without text are left out."""
    return [
        _wording(name, variant)
        for name, found in responses.items()
        for variant in found
        if variant.get("text")
    ]


def problems(found: Sequence[Wording]) -> list[str]:
    """What is wrong, one sentence each; empty where all is well."""
    alone = [f"{one.response} ({one.language}): {fault.sentence}" for one in found for fault in faults(one)]
    return [*alone, *_uneven(found)]


def faults(one: Wording) -> Iterator[Fault]:
    """What is wrong with one wording by itself; nothing is known of languages without rules."""
    for title in (*one.titles, *([one.text] if one.is_title else [])):
        if len(title) > LONGEST_TITLE:
            sentence = f"“{title}” has {len(title)} characters, {LONGEST_TITLE} fit a button."
            yield Fault("title_long", sentence, {"text": title, "length": len(title), "most": LONGEST_TITLE})
    if one.is_title or one.language not in LANGUAGES:
        return
    yield from _too_much(one)
    yield from _promised(one)
    if found := re.search(OFFICE[one.language], one.text, re.IGNORECASE):
        yield _found("office_language", found, "“{}” is office language.")
    if one.manner == "lei" and (found := says(TU, one.text)):
        yield _found("tu_in_lei", found, "says “{}” in an answer with Lei.")


def sentences(text: str) -> int:
    """How many; the dot of an address or a number ends none."""
    return len(_SENTENCE_END.findall(text))


def manner_of(text: str) -> str | None:
    """How an Italian text addresses who reads it, as far as its words show it: ``tu``, ``lei``, or neither.

    A guess by words, for the tests of our own answers and not for editors: what it does not know it does not
    see.
    """
    if says(TU, text):
        return "tu"
    return "lei" if says(LEI, text) else "tu" if says(_TU_BY_PLACE, text) else None


def says(words: str, text: str) -> re.Match[str] | None:
    """The first of some words that a text says itself; names in «» and links are others' words."""
    return re.search(words, _QUOTED.sub("«»", text), re.IGNORECASE)


def _found(code: str, found: re.Match[str], sentence: str) -> Fault:
    return Fault(code, sentence.format(found.group()), {"text": found.group()})


def _counted(code: str, count: int, most: int, sentence: str) -> Fault:
    return Fault(code, sentence.format(count, most), {"count": count, "most": most})


def _too_much(one: Wording) -> Iterator[Fault]:
    longest = LONGEST_TOLD if one.blanks else LONGEST_ANSWER
    longest = LONGEST_ON_CHANNEL if one.channel else longest
    if len(one.text) > longest:
        yield _counted("answer_wordy", len(one.text), longest, "{} characters, at most {}.")
    if sentences(one.text) > MOST_SENTENCES:
        yield _counted("answer_sentences", sentences(one.text), MOST_SENTENCES, "{} sentences, at most {}.")
    if (marks := one.text.count("!")) > MOST_EXCLAMATIONS:
        yield _counted("answer_exclaims", marks, MOST_EXCLAMATIONS, "more than one exclamation mark.")


def _promised(one: Wording) -> Iterator[Fault]:
    if found := re.search(PROMISES[one.language], one.text, re.IGNORECASE):
        yield _found("promise", found, "“{}” promises what can't be kept.")
    soon = re.search(SOON[one.language], one.text, re.IGNORECASE)
    if soon and not re.search(CONDITIONS[one.language], one.text, re.IGNORECASE):
        yield _found("promise_without_condition", soon, "“{}” has no condition.")


def _uneven(found: Sequence[Wording]) -> Iterator[str]:
    """Languages that are missing, and blanks that differ."""
    by_name: dict[tuple[str, str | None], list[Wording]] = defaultdict(list)
    for one in found:
        by_name[one.response, one.channel].append(one)
    for (name, channel), same in by_name.items():
        languages = {one.language for one in same}
        both = "/" in same[0].text and len(same) == 1
        if languages != set(LANGUAGES) and not both and not name.startswith("utter_language_set/"):
            yield f"{name}{f' on {channel}' if channel else ''}: only in {', '.join(sorted(languages))}."
        if len({one.blanks for one in same}) > 1:
            yield f"{name}: its wordings have different blanks."


def _wording(name: str, variant: Mapping[str, object]) -> Wording:
    conditions = variant.get("condition") or []
    asked = {str(one["name"]): str(one["value"]) for one in conditions}  # type: ignore[attr-defined]
    buttons = variant.get("buttons") or []
    return Wording(
        response=name,
        text=str(variant["text"]),
        language=asked.get("language", LANGUAGES[0]),
        manner=asked.get("manner"),
        channel=str(variant["channel"]) if variant.get("channel") else None,
        titles=tuple(str(one["title"]) for one in buttons),  # type: ignore[attr-defined]
    )
