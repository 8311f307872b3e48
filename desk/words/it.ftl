### Quello che Sportello dice da sé, in italiano.

## A chi scrive

# $place: posto in coda, da 1
handover-waiting = { $place ->
    [1] Ti passo a una persona del nostro staff: sei al primo posto in coda. Resta pure qui, ti rispondiamo in questa chat.
   *[other] Ti passo a una persona del nostro staff: sei al posto { $place } in coda. Resta pure qui, ti rispondiamo in questa chat.
}
handover-nobody = Ho passato la tua richiesta al nostro staff. In questo momento non c'è nessuno al lavoro: ti risponderemo in questa chat appena una persona torna disponibile.
# $place: posto in coda, da 1
handover-still-waiting = { $place ->
    [1] Grazie per la pazienza: ora sei al primo posto in coda. Ti rispondiamo in questa chat appena una persona si libera.
   *[other] Grazie per la pazienza: ora sei al posto { $place } in coda. Ti rispondiamo in questa chat appena una persona si libera.
}
# $name: nome di chi risponde
agent-joined = Ciao, sono { $name }: ti seguo io.
handed-back = La conversazione torna all'assistente automatico. Se ti serve ancora una persona, basta chiedere.
resolved = La tua richiesta è chiusa. Se ti serve altro, scrivici pure qui.
bot-unavailable = Mi dispiace, l'assistente automatico in questo momento non riesce a rispondere.
attachment-received = Ho ricevuto il file, ma non so leggerlo. Scrivimi in due parole di cosa si tratta, oppure ti passo a una persona.
button-person = Una persona

## Errori: una frase per chi usa la console o la chat

error-agent-not-found = Non c'è nessun account con questo indirizzo e-mail.
# $taken_by: nome di chi ha la conversazione
error-already-taken = { $taken_by } ha già questa conversazione.
error-bad-credentials = Indirizzo e-mail o password non corretti.
error-bad-csrf = La pagina è scaduta: ricaricala e riprova.
error-bad-settings = Un'impostazione non è valida.
error-bad-signature = La richiesta non è firmata dal fornitore.
error-blocked = Questa persona ci ha bloccati sul suo canale.
error-body-too-large = La richiesta è troppo grande.
error-bot-unavailable = L'assistente automatico non risponde.
error-channel-not-found = Questo canale non esiste o non è attivo.
error-channel-off = Questo canale è spento: mancano le sue credenziali.
error-configuration = Le impostazioni del canale non vanno d'accordo fra loro.
error-connector = Il canale non ha potuto farlo.
error-conversation-not-found = Questa conversazione non esiste.
error-desk = Non è stato possibile.
error-email-taken = C'è già un account con questo indirizzo e-mail.
error-empty-text = Il messaggio è vuoto.
error-handoff = Qualcosa è andato storto in questa conversazione.
error-internal = Qualcosa è andato storto; ne abbiamo preso nota.
error-invalid-email = Questo non è un indirizzo e-mail.
error-invalid-name = Un nome ha da 1 a 120 caratteri.
error-invalid-request = Nella richiesta qualcosa manca o non è corretto.
error-last-admin = L'ultimo amministratore non può essere disattivato.
error-malformed-request = La richiesta non ha la forma prevista.
error-media-unavailable = L'allegato non è più disponibile presso il fornitore.
error-method-not-allowed = Questo indirizzo non risponde a questo metodo.
error-no-session = La chat è da riaprire: ricarica la pagina.
error-not-allowed = Il tuo account non può farlo.
error-not-found = Non esiste.
error-not-owner = Può farlo solo chi ha preso in carico la conversazione.
error-not-retryable = Si può inviare di nuovo solo un messaggio non riuscito o di esito incerto.
error-not-signed-in = Prima accedi.
error-outside-window = Sono passate più di 24 ore dall'ultimo messaggio: il canale non ci lascia più scrivere.
error-rejected = Il fornitore ha rifiutato il messaggio.
error-retryable = Il fornitore non ha potuto accettare il messaggio adesso.
error-send-failed = Non è stato possibile inviare il messaggio.
error-text-too-long = Il messaggio è troppo lungo.
error-too-long = Il messaggio è troppo lungo per questo canale.
# $retry_after: secondi
error-too-many-attempts = { $retry_after ->
    [one] Troppi tentativi: riprova fra un secondo.
   *[other] Troppi tentativi: riprova fra { $retry_after } secondi.
}
error-rate-limited = Stai scrivendo molto in fretta: aspetta qualche secondo.
error-unauthorized = Il fornitore non accetta le nostre credenziali.
error-unavailable = In questo momento non è possibile: riprova fra poco.
error-uncertain = Il fornitore non ha risposto: il messaggio potrebbe essere partito oppure no.
error-unknown-contact = Il fornitore non conosce questa persona.
error-unsupported-content = Qui questo tipo di contenuto non viene letto.
error-vendor-unreachable = Il fornitore non risponde.
error-weak-password = Una password ha almeno dieci caratteri.

## Che cosa ha capito l'assistente, oltre agli argomenti di data/faq

intent-affirm = Sì
intent-ask_person = Vuole una persona
intent-cancel = Lascia perdere
intent-complaint = Reclamo
intent-deny = No
intent-goodbye = Saluto finale
intent-greet = Saluto
intent-nlu_fallback = Non capito
intent-out_of_scope = Fuori argomento
intent-set_language = Cambio di lingua
intent-thanks = Ringraziamento
