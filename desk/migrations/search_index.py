"""What fills the search in migration 0006: part of that migration, so it is never changed, only followed up.

One row of ``search_entries`` stands for a message or a note that says something. The words are found by

* SQLite: ``search_words``, an FTS5 table without contents (nothing is kept twice); ``delete`` there takes the
  text that goes, which only a trigger still has;
* PostgreSQL: ``search_entries.words``, a ``tsvector`` of the plain text with a GIN index.

Plain means: lower case, no diacritics, punctuation as spaces: PostgreSQL's parser has ideas of its own about
hyphens, addresses and the like, and ``unicode61`` has none, and both databases are to find the same.
"""

from __future__ import annotations

import unicodedata

MARKS = "".join(map(chr, range(0x300, 0x370)))
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»“”„‘’‚‹›–—…·•¿¡€£§°©®™\u00a0\u2009\u202f\n\r\t"


def _bare(letter: str) -> str:
    stripped = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in stripped if not unicodedata.combining(part)).lower()


def _letters() -> dict[str, str]:
    """Latin letters with marks, and the letter beneath."""
    candidates = [chr(code) for block in ((0xC0, 0x250), (0x1E00, 0x1F00)) for code in range(*block)]
    bare = {letter: _bare(letter) for letter in candidates}
    return {letter: base for letter, base in bare.items() if len(base) == 1 and "a" <= base <= "z"}


LETTERS = _letters()
PLAIN = {**LETTERS, **dict.fromkeys(PUNCTUATION, " "), **dict.fromkeys(MARKS, "")}
"""What becomes of each character, after lower case; others stay."""

_FROM = ("".join(LETTERS) + PUNCTUATION + MARKS).replace("'", "''")
_TO = "".join(LETTERS.values()) + " " * len(PUNCTUATION)

SQLITE_TRIGGERS = """
CREATE TRIGGER {table}_found AFTER INSERT ON {table} WHEN new.text <> ''
BEGIN
  INSERT INTO search_entries ({column}) VALUES (new.id);
  INSERT INTO search_words (rowid, text) SELECT id, new.text FROM search_entries WHERE {column} = new.id;
END
;;
CREATE TRIGGER {table}_found_anew AFTER UPDATE OF text ON {table} WHEN old.text IS NOT new.text
BEGIN
  INSERT INTO search_words (search_words, rowid, text)
    SELECT 'delete', id, old.text FROM search_entries WHERE {column} = old.id;
  DELETE FROM search_entries WHERE {column} = old.id AND new.text = '';
  INSERT INTO search_entries ({column}) SELECT new.id WHERE new.text <> ''
    AND NOT EXISTS (SELECT 1 FROM search_entries WHERE {column} = new.id);
  INSERT INTO search_words (rowid, text) SELECT id, new.text FROM search_entries WHERE {column} = new.id;
END
;;
CREATE TRIGGER {table}_found_no_more BEFORE DELETE ON {table}
BEGIN
  INSERT INTO search_words (search_words, rowid, text)
    SELECT 'delete', id, old.text FROM search_entries WHERE {column} = old.id;
  DELETE FROM search_entries WHERE {column} = old.id;
END
"""
POSTGRESQL_TRIGGERS = """
CREATE FUNCTION {table}_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM search_entries WHERE {column} = OLD.id;
  ELSIF NEW.text = '' THEN
    DELETE FROM search_entries WHERE {column} = NEW.id;
  ELSE
    INSERT INTO search_entries ({column}, words)
      VALUES (NEW.id, to_tsvector('simple', search_plain(NEW.text)))
      ON CONFLICT ({column}) DO UPDATE SET words = excluded.words;
  END IF;
  RETURN NULL;
END $$
;;
CREATE TRIGGER {table}_found AFTER INSERT OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_found()
;;
CREATE TRIGGER {table}_found_anew AFTER UPDATE OF text ON {table}
FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION {table}_found()
"""
_KINDS = (("messages", "message_id"), ("notes", "note_id"))


def _for_both(triggers: str) -> list[str]:
    return [
        statement
        for table, column in _KINDS
        for statement in triggers.format(table=table, column=column).split(";;")
    ]


SQLITE = [
    (
        "CREATE VIRTUAL TABLE search_words USING fts5("
        "text, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    ),
    "INSERT INTO search_entries (message_id) SELECT id FROM messages WHERE text <> '' ORDER BY at, id",
    (
        "INSERT INTO search_words (rowid, text) SELECT search_entries.id, messages.text FROM search_entries "
        "JOIN messages ON messages.id = search_entries.message_id"
    ),
    *_for_both(SQLITE_TRIGGERS),
]
SQLITE_AWAY = [
    *(f"DROP TRIGGER {table}_found{which}" for table, _ in _KINDS for which in ("", "_anew", "_no_more")),
    "DROP TABLE search_words",
]
POSTGRESQL = [
    (
        "CREATE FUNCTION search_plain(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
        f"$$ SELECT translate(lower(given), '{_FROM}', '{_TO}') $$"
    ),
    (
        "INSERT INTO search_entries (message_id, words) SELECT id, to_tsvector('simple', search_plain(text)) "
        "FROM messages WHERE text <> '' ORDER BY at, id"
    ),
    *_for_both(POSTGRESQL_TRIGGERS),
]
POSTGRESQL_AWAY = [
    *(f"DROP TRIGGER {table}_found{which} ON {table}" for table, _ in _KINDS for which in ("", "_anew")),
    *(f"DROP FUNCTION {table}_found()" for table, _ in _KINDS),
    "DROP FUNCTION search_plain(text)",
]
