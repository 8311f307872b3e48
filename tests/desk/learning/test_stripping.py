"""What is kept to learn from says nothing of who wrote it."""

from __future__ import annotations

import pytest

from desk.learning.stripping import GONE, strip

SECRETS = [
    ("Mi chiamo Giulia Bianchi e vorrei un reso", ["Giulia", "Bianchi"]),
    ("mi chiamo giulia bianchi e vorrei un reso", ["giulia", "bianchi"]),
    ("sono Giulia Bianchi, dov'è il pacco?", ["Giulia", "Bianchi"]),
    ("sono giulia bianchi, dov'è il pacco?", ["giulia", "bianchi"]),
    ("buongiorno sono marco ho un problema", ["marco"]),
    ("mi chiamo anna rossi", ["anna", "rossi"]),
    ("salve anna rossi qui, il reso?", ["anna", "rossi"]),
    ("dov'è il pacco? grazie anna rossi", ["anna", "rossi"]),
    ("giulia bianchi: a che punto è il reso?", ["giulia", "bianchi"]),
    ("l'ha ordinato mio marito luca moretti", ["luca", "moretti"]),
    ("lo ritira per me elena, di paolo de santis", ["paolo", "santis"]),
    ("hi it's anna rossi, where is my parcel", ["anna", "rossi"]),
    ("my husband john smith ordered it", ["john", "smith"]),
    ("My name is John Smith and I want a refund", ["John", "Smith"]),
    ("I'm Emily Clarke, where is it?", ["Emily", "Clarke"]),
    ("this is oliver, any news?", ["oliver"]),
    ("Ordine a nome di Rossi Mario", ["Rossi", "Mario"]),
    ("la signora Verdi ha chiamato", ["Verdi"]),
    ("Non arriva nulla. Grazie, Luca De Santis", ["Luca", "Santis"]),
    ("scrivetemi a anna.rossi+shop@example.co.uk per favore", ["anna", "rossi", "example"]),
    ("anna.rossi @ example.com è la mia mail", ["anna", "rossi"]),
    ("il mio numero è +39 333 123 45 67", ["333", "123", "45"]),
    ("chiamate 02-12345678 oppure 3331234567", ["1234", "333"]),
    ("telefono 333.12.34.567", ["333", "567"]),
    ("dov'è l'ordine 12345678?", ["12345678"]),
    ("dov'è l'ordine n. 4512?", ["4512"]),
    ("ordine #A-77 non arrivato", ["A-77", "77"]),
    ("order BL-2024-00123 is late", ["2024", "00123"]),
    ("tracking 1Z999AA10123456784 fermo", ["1Z999", "6784"]),
    ("spedizione RR123456789IT ferma", ["RR123", "789IT"]),
    ("rimborso su IT60 X054 2811 1010 0000 0123 456", ["X054", "0123", "456"]),
    ("iban it60x0542811101000000123456 grazie", ["x0542", "123456"]),
    ("carta 4111 1111 1111 1111 rifiutata", ["1111"]),
    ("la password è Gatto!99x ma non entra", ["Gatto", "99x"]),
    ("consegnate in via Giuseppe Garibaldi 12/b, 20121 Milano", ["Garibaldi", "20121", "12"]),
    ("abito in via dei mille 7 a Torino", ["mille", "7"]),
    ("Piazza San Marco va bene?", ["San Marco"]),
    ("send it to 221B Baker Street please", ["221B", "Baker"]),
    ("my postcode is SW1A 1AA", ["SW1A", "1AA"]),
    ("cap 20121, arrivate?", ["20121"]),
    ("codice fiscale BNCGLI85T10A562S in fattura", ["BNCGLI"]),
    ("sono nata il 12/03/1985, ho lo sconto?", ["1985", "12/03"]),
    ("il profilo è @anna_rossi85", ["anna_rossi"]),
    ("guardate https://shop.example.com/o/abc?token=xyz", ["token", "xyz", "abc"]),
    ("SONO GIULIA E VOGLIO IL RIMBORSO", ["GIULIA"]),
]


@pytest.mark.parametrize(("text", "secrets"), SECRETS)
def test_nothing_personal_is_left(text: str, secrets: list[str]) -> None:
    kept = strip(text)
    assert [secret for secret in secrets if secret in kept] == [], kept


@pytest.mark.parametrize(
    "text",
    [
        "sono alta 1,70 e peso 60 kg, che taglia prendo?",
        "sono indecisa tra due taglie",
        "avete l'abito ornella in blu?",
        "c'è di viola o di rosa antico?",
        "una serata serena per chiara d'uovo",
        "SONO INDECISA TRA LA 42 E LA 44",
        "quanto costa la spedizione sopra i 50 €?",
        "mi mandate la fattura via e-mail?",
        "posso scrivervi via WhatsApp?",
        "per via del ritardo vorrei un rimborso",
        "arriva entro il 24/12?",
        "I'm not sure which size I need",
        "I am waiting for a refund",
        "avete il tavolo da 120 cm?",
        "dove siete a Milano?",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert strip(text) == text


def test_what_the_assistant_found_and_who_is_known_go_too() -> None:
    found = [{"entity": "order_number", "value": "ab12"}, {"entity": "size", "value": "M"}]
    assert strip("l'ordine ab 12 in M di Zanzibar", found) == "l'ordine ab 12 in M di Zanzibar"
    assert (
        strip("l'ordine AB12 in M di zanzibar", found, ["Anna Zanzibar"]) == f"l'ordine {GONE} in M di {GONE}"
    )


@pytest.mark.parametrize("text", ["", "   ", "3331234567", "anna@example.com", "12345678 ?", "👍", "…"])
def test_where_nothing_is_left_nothing_is_kept(text: str) -> None:
    assert strip(text) == ""


def test_a_novel_is_cut_and_nothing_takes_long() -> None:
    assert len(strip("perché " * 5000)) <= 500
    openings = ("via a ", "sono ", "anna ", "di anna ", "mi chiamo ", "Via Roma ")
    for piece in ("a.", "1 ", "@", "•", "A-", *openings):
        strip(piece * 3000)
