"""Personal data, taken out of what is kept to learn from: editors may read nothing of it.

What is taken out becomes an ellipsis: a sentence stays one, and nothing of the value is left. Where it is not
sure whether words are a name or a number is a size, what costs less is chosen: a few words too many go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from connectors.registry import CHANNELS
from desk.learning.names import ALSO_WORDS, FIRST_NAMES
from desk.privacy.redaction import MASK, redact

GONE = "…"
LONGEST = 500
"""Characters of a message that are kept: whoever writes more tells a story, not a question."""
LONGEST_LEAD = 30
"""Characters before a first name that can say that it is one."""
PERSONAL = frozenset(
    {"order_number", "tracking_number", "email", "phone", "iban", "card_number", "person", "postcode"}
)
"""Entities that are taken out wherever the assistant found them."""
_WORD = r"[^\W\d_][\w'’.-]*"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_PART = r"(?:[Dd]e|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]al|[Dd]’|[Ll]o|[Ll]a|[Vv]an|[Vv]on)"
_FULL_NAME = rf"{_CAPITAL}(?:\s+(?:{_PART}\s+)?{_CAPITAL}){{0,3}}"
_STOP = (
    r"(?:e|ed|ho|vorrei|volevo|sono|non|il|la|un|una|mi|ma|che|con|da|dal|per|avrei|scrivo|chiedo|and|i|i['’]?m"
    r"|i['’]?d|my|the|a|an|but|from|with|have|would|can|could)"
)
_ANY_NAME = rf"(?!{_STOP}\b)(?:{_WORD})(?:[ \t]+(?!{_STOP}\b){_WORD}){{0,2}}"
_MASKED = re.compile(rf"{MASK}(?:[ .\-\u00a0]?{MASK})*(?:[ .\-\u00a0]?[0-9A-Z]){{0,4}}")
_EMAIL = re.compile(r"[\w.+\-]+\s?(?:@|\(at\)|\[at\])\s?[\w\-]+(?:\.[\w\-]+)+", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w\-]+\.(?:it|com|net|org|eu|me|io)/\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@\w{2,}")
_IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2}\d{2}(?:[ \-]?[0-9A-Za-z]{2,4}){3,8}(?![0-9A-Za-z])")
_SPOKEN_NAME = re.compile(
    r"(?i:\b(mi chiamo|il mio nome (?:è|e'|e)|nome e cognome\s*:?|cognome\s*:|nome\s*:|a nome(?: di)?"
    r"|intestat[oa] a|my name is|my name['’]s|in the name of|under the name(?: of)?|name\s*:)\s+)"
    rf"(?i:{_ANY_NAME})"
)
_CAPITAL_NAME = re.compile(
    r"\b((?i:sono|qui|parla|this is|i am|i['’]m|it['’]s|sig\.?|sig\.?ra|signor|signora|signorina|dott\.?"
    rf"|dott\.?ssa|mr\.?|mrs\.?|ms\.?|miss|dr\.?|ciao|salve|hi|hello|dear|gentile|cara|caro)\s+){_FULL_NAME}"
)
# A first name in small letters, and the word after it; what stands before it says whether it is one.
_FIRST_NAME = re.compile(
    rf"(?<![\w'’])({'|'.join(sorted(FIRST_NAMES))})(?![\w'’])"
    rf"((?:[ \t]+(?:(?:de|del|della|dello|van|von)[ \t]+)?{_WORD})?)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(r"\b(?:sono|this is|i am|i['’]m|firmato|da parte di)\s+$", re.IGNORECASE)
_NAMES_SOMEBODY = re.compile(
    r"(?:^|[.!?;]\s*|\b(?:ciao|salve|buongiorno|buonasera|hi|hello|hey|dear|car[oa]|gentile|qui|parla|con|a|ad|da"
    r"|di|per|conto di|grazie(?: mille)?|saluti|thanks|thank you|cheers|regards|it['’]s|for|to|from|by|with"
    r"|sig\.?(?:ra)?|signor[ae]?|signorina|mr\.?|mrs\.?|ms\.?|marito|moglie|figli[oa]|fratello|sorella|mamma|madre"
    r"|padre|papà|compagn[oa]|suocer[oa]|amic[oa]|collega|husband|wife|son|daughter|brother|sister|mother|father"
    r"|mum|mom|dad|friend|destinatari[oa]|intestatari[oa]|clienti?|recipient|customer)[,:]?\s+)$",
    re.IGNORECASE,
)
_NO_FAMILY = re.compile(
    rf"(?:{_STOP}|qui|è|ha|hai|sto|quando|come|dove|dov['’]è|cosa|quanto|quale|potete|posso|puo['’]?|può|aspetto"
    r"|cerco|manca|in|di|su|o|se|ci|vi|ti|lo|le|gli|here|speaking|where|when|how|what|is|was|please|ordered|in"
    r"|on|of|or|if|for|to)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"((?i:saluti|grazie(?: mille)?|regards|thanks|thank you|cheers)[,.!\s]+){_FULL_NAME}\s*[.!]?\s*$"
)
_STREET = re.compile(
    r"\b(?i:via|viale|v\.le|piazza|p\.za|p\.zza|piazzale|corso|c\.so|largo|vicolo|strada|contrada|lungomare)\s+"
    r"(?:[^\W\d_][\w'’.\-]*[ ,]+){1,5}?(?:n\.?\s*|nr\.?\s*|civico\s*)?\d{1,4}(?:\s?[/\-]?\s?[A-Za-z]\b)?"
)
_WAYS = "|".join(CHANNELS)
"""*Via* is Italian for a street, and for how one writes."""
_NAMED_STREET = re.compile(
    r"\b(?i:via|viale|piazza|piazzale|corso|largo|vicolo)\s+"
    rf"(?!(?i:{_WAYS}|e-?mail|mail|sms|paypal|fax|chat|web|internet|telefono|app)\b){_FULL_NAME}"
)
_ROAD = re.compile(
    r"\b\d{1,5}[A-Za-z]?\s+(?:[A-Z][\w'’]*\s+){1,3}"
    r"(?i:street|st|road|rd|avenue|ave|lane|ln|drive|dr|square|sq|close|court|way|place)\b\.?"
)
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\b")
_PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\d(?:[ .\-/()]{0,2}\d){6,14}(?!\w)")
_NUMBERED = re.compile(
    r"(?i:(\b(?:ordine|ordini|order|ord|numero|number|nr|n|n°|no|pratica|ticket|codice|code|cap|pin)\b[\s.:°#]*|#))"
    r"[A-Za-z]{0,4}-?\d[\w\-]*"
)
_CODE = re.compile(
    r"(?<!\w)(?=[A-Za-z0-9\-_/]*\d)(?=[A-Za-z0-9\-_/]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9\-_/]{5,}(?!\w)"
)
_BIRTH = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b")
_LONG_NUMBER = re.compile(r"\d{4,}")
_LEFT_OVER = re.compile(rf"{GONE}(?:[\s,;.\-/]*{GONE})+")
_MEANING = re.compile(r"[^\W\d_]{2,}")


def strip(text: str, entities: Iterable[Mapping[str, Any]] = (), names: Iterable[str | None] = ()) -> str:
    """A message as it may be kept; empty where nothing is left that means anything.

    Args:
        text: What was written.
        entities: What the assistant found in it, in Rasa's shape.
        names: Names of who wrote it and who answered, as they are known.
    """
    text = _MASKED.sub(GONE, redact(text.replace(GONE, "...")))
    text = _without_values(text, [_value(it) for it in entities if it.get("entity") in PERSONAL])
    for pattern in (_EMAIL, _LINK, _HANDLE, _IBAN, _STREET, _ROAD, _NAMED_STREET):
        text = pattern.sub(GONE, text)
    text = _without_names(text, names)
    for pattern in (_PHONE, _BIRTH, _POSTCODE):
        text = pattern.sub(GONE, text)
    text = _NUMBERED.sub(lambda found: f"{found[1]}{GONE}", text)
    for pattern in (_CODE, _LONG_NUMBER):
        text = pattern.sub(GONE, text)
    return _tidy(text)


def _without_names(text: str, names: Iterable[str | None]) -> str:
    text = _without_values(text, [part for name in names for part in _parts(name)])
    text = _SPOKEN_NAME.sub(lambda found: f"{found[1]}{GONE}", text)
    text = _CAPITAL_NAME.sub(_without_name, text)
    text = _SIGNED.sub(lambda found: f"{found[1]}{GONE}", text)
    return _FIRST_NAME.sub(_without_small_name, text)


def _without_name(found: re.Match[str]) -> str:
    """After "sono" or "ciao"; where all is in capitals, so is everything else, and nothing is said by it."""
    if found.string.isupper():
        return found[0]
    return f"{found[1]}{GONE}"


def _without_small_name(found: re.Match[str]) -> str:
    """*Anna rossi* after whatever names somebody; *abito ornella* and *di rosa* stay."""
    # A mark stands for all that is further away, which is not the beginning.
    begins = max(0, found.start() - LONGEST_LEAD)
    before = ("·" if begins else "") + found.string[begins : found.start()]
    is_somebody = found[1].casefold() not in ALSO_WORDS and _NAMES_SOMEBODY.search(before)
    if not is_somebody and not _INTRODUCES.search(before):
        return found[0]
    family = found[2].strip()
    stays = not family or _NO_FAMILY.fullmatch(family)
    return f"{GONE}{found[2] if stays else ''}"


def _parts(name: str | None) -> Sequence[str]:
    return [part for part in re.split(r"[^\w'’]+", name or "") if len(part) > 2 and not part.isdigit()]


def _value(entity: Mapping[str, Any]) -> str:
    return str(entity.get("value") or "").strip()


def _without_values(text: str, values: Iterable[str]) -> str:
    for value in sorted({value for value in values if len(value) > 1}, key=len, reverse=True):
        # However it was spaced: an entity's value is tidied, the text is not.
        spaced = r"[\s.\-]*".join(re.escape(part) for part in re.split(r"[\s.\-]+", value) if part)
        if spaced:
            text = re.sub(rf"(?<!\w){spaced}(?!\w)", GONE, text, flags=re.IGNORECASE)
    return text


def _tidy(text: str) -> str:
    text = _LEFT_OVER.sub(GONE, " ".join(text.split()))
    text = text[:LONGEST].strip()
    words = _MEANING.findall(text)
    return text if words else ""
