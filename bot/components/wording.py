"""One spelling for what people type in a hurry: case, accents, apostrophes, stretched letters, shorthand."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Only shorthand that is no word of either language, so that nothing meant literally is changed.
SHORTHAND = {
    "nn": "non",
    "xk": "perche",
    "pk": "perche",
    "xfav": "per favore",
    "qualke": "qualche",
    "sn": "sono",
    "dmn": "domani",
    "tks": "thanks",
    "thnx": "thanks",
    "u": "you",
    "isnt": "is not",
    "doesnt": "does not",
    "hasnt": "has not",
    "wasnt": "was not",
    "xke": "perche",
    "xche": "perche",
    "perke": "perche",
    "xo": "pero",
    "xfavore": "per favore",
    "cmq": "comunque",
    "qnd": "quando",
    "qndo": "quando",
    "qnt": "quanto",
    "qnto": "quanto",
    "qst": "questo",
    "qsto": "questo",
    "qlc": "qualche",
    "qlcn": "qualcuno",
    "qlcs": "qualcosa",
    "ke": "che",
    "ki": "chi",
    "grz": "grazie",
    "grz1000": "grazie mille",
    "tt": "tutto",
    "tnt": "tanto",
    "dv": "dove",
    "msg": "messaggio",
    "nr": "numero",
    "num": "numero",
    "gg": "giorni",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "ty": "thank you",
    "ur": "your",
    "dont": "do not",
    "cant": "can not",
    "didnt": "did not",
    "havent": "have not",
    "wheres": "where is",
    "whats": "what is",
    "im": "i am",
}
LONGEST_READ = 1000
# A message is spelled for its topic, its tone and its length, one after the other; nobody asks later.
REMEMBERED = 16

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROPHES = re.compile(r"['’‘`´]+")
_LINKS = re.compile(r"https?://\S+|www\.\S+")
_WORDS = re.compile(r"\w+")


def tidy(text: str) -> str:
    """Undoes stretching and shorthand and leaves the rest, accents and signs, to whoever reads sentences.

    ``"Cmq NN è arrivatooo!!"`` becomes ``"comunque non è arrivato!!"``.

    Args:
        text: A message as it was typed; only the first ``LONGEST_READ`` characters are read.
    """
    unstretched = _STRETCHED.sub(r"\1", text[:LONGEST_READ].lower())
    return _WORDS.sub(lambda word: SHORTHAND.get(word[0], word[0]), unstretched)


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """Spells a message the way the classifier knows it.

    ``"DOV'È il mio paccoooo???"`` becomes ``"dov e il mio pacco"``. Accents and apostrophes go, because
    people leave them out; links become one word, because their letters say nothing about the wish.

    Args:
        text: A message as it was typed; only the first ``LONGEST_READ`` characters are read.

    Returns:
        Lower-case words of letters and digits, one space between them; empty where there are none.
    """
    lowered = _LINKS.sub(" link ", text[:LONGEST_READ].lower())
    opened = _APOSTROPHES.sub(" ", lowered)
    bare = "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))
    words = _WORDS.findall(_STRETCHED.sub(r"\1", bare))
    return " ".join(SHORTHAND.get(word, word) for word in words)
