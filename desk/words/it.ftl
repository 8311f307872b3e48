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
# $when: quando una persona ci sarà, per esempio «domani dalle 9»
handover-closed = Ho passato la tua richiesta al nostro staff. In questo momento siamo chiusi: ti risponderemo in questa chat { $when }.
# $least, $most: minuti
wait-under = { $most ->
    [60] L'attesa prevista è di meno di un'ora.
    [90] L'attesa prevista è di meno di un'ora e mezza.
    [120] L'attesa prevista è di meno di due ore.
   *[other] L'attesa prevista è di meno di { $most } minuti.
}
wait-between = L'attesa prevista è di circa { $least }–{ $most } minuti.
wait-over = { $least ->
    [60] L'attesa prevista è di più di un'ora.
    [90] L'attesa prevista è di più di un'ora e mezza.
    [120] L'attesa prevista è di più di due ore.
   *[other] L'attesa prevista è di più di { $least } minuti.
}
# Prima di una risposta dell'assistente, mentre si aspetta una persona
meanwhile = Intanto che aspetti, ti risponde l'assistente automatico:
# Con la prima risposta, quando nessuno può rispondere subito
staffing-closed = Ti risponde l'assistente automatico; se ti serve una persona, ci trovi { $when }.
staffing-nobody = Ti risponde l'assistente automatico; in questo momento non c'è nessuno del nostro staff in linea.
staffing-open = Se ti serve una persona, siamo in linea.
window-closing = Non abbiamo dimenticato la tua richiesta. Su questo canale possiamo risponderti solo entro 24 ore dal tuo ultimo messaggio: se vuoi ancora una risposta qui, scrivici una parola.
# Quando si apre; $past: i minuti, per esempio «:30», o niente
opens-time = { $hour ->
    [1] dall'1{ $past }
   *[other] dalle { $hour }{ $past }
}
opens-today = oggi { $time }
opens-tomorrow = domani { $time }
opens-weekday = { $weekday } { $day } { $time }
opens-date = { $weekday } { $day } { $month } { $time }
weekday = { $number ->
    [0] lunedì
    [1] martedì
    [2] mercoledì
    [3] giovedì
    [4] venerdì
    [5] sabato
   *[other] domenica
}
month = { $number ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[other] dicembre
}
# $name: nome di chi risponde
agent-joined = Ciao, sono { $name }: ti seguo io.
handed-back = La conversazione torna all'assistente automatico. Se ti serve ancora una persona, basta chiedere.
resolved = La tua richiesta è chiusa. Se ti serve altro, scrivici pure qui.
bot-unavailable = Mi dispiace, l'assistente automatico in questo momento non riesce a rispondere.
attachment-received = Ho ricevuto il file, ma non so leggerlo. Scrivimi in due parole di cosa si tratta, oppure ti passo a una persona.
button-person = Una persona

## Agli operatori

orders-unseen = In questo momento non riesco a vedere gli ordini.

## Errori: una frase per chi usa la console o la chat

error-agent-not-found = Non c'è nessun account con questo indirizzo e-mail.
# $taken_by: nome di chi ha la conversazione
error-already-taken = { $taken_by } ha già questa conversazione.
error-bad-credentials = Indirizzo e-mail o password non corretti.
error-bad-csrf = La pagina è scaduta: ricaricala e riprova.
error-bad-hours = Questi orari di apertura non stanno insieme.
error-bad-settings = Un'impostazione non è valida.
error-bad-signature = La richiesta non è firmata dal fornitore.
error-bad-targets = Questi obiettivi non stanno insieme.
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
# $megabytes: milioni di byte
error-file-too-large = Il file è troppo grande: su questo canale si arriva a { $megabytes } MB.
error-file-type-not-allowed = Su questo canale non si possono inviare file di questo tipo.
error-file-unavailable = Il file non è più disponibile.
error-file-refused = Il canale ha rifiutato il file.
error-no-public-address = Per inviare file su questo canale Sportello deve avere un indirizzo pubblico.
error-template-not-found = Questo modello non esiste o non è più approvato.
error-template-refused = Il canale ha rifiutato il modello.
error-template-variables = Nel modello manca qualcosa, o un valore non va bene.
error-upload-not-found = Questo file non c'è, o appartiene a un'altra conversazione.
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
error-shortcut-taken = C'è già una risposta pronta con questa scorciatoia.
error-tag-taken = C'è già un'etichetta con questo nome.
error-too-many-views = Hai già cento viste: prima eliminane una.
error-unknown-colleague = Una menzione non indica nessuno che possa vedere le conversazioni.
# $placeholder: come sta scritto nel testo
error-unknown-placeholder = Nessuno riempie { $placeholder }: ci sono solo {"{"}name{"}"} e {"{"}agent{"}"}.
error-weak-password = Una password ha almeno dieci caratteri.
error-second-factor-needed = Inserisci il codice della tua app di autenticazione.
error-bad-code = Il codice è sbagliato o già usato.
error-no-second-factor = Questo account non ha un secondo fattore.
error-second-factor-on = C'è già un secondo fattore: prima disattivalo.
error-no-secret-key = Serve SPORTELLO_SECRET_KEY, la stessa di quando è stato attivato.
error-token-not-found = Questo token non esiste.
error-webhook-not-found = Questo webhook, o questa consegna, non esiste.
error-forbidden-address = I webhook vanno solo a indirizzi https pubblici.
error-not-confirmed = Il testo digitato non è quello richiesto: non è stato cancellato nulla.
error-still-open = Qualcuno sta ancora seguendo questa persona: prima chiudi il caso.

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

## I numeri di chi coordina: nome e definizione

figure-none = (nessuno)
figure-volume = Contatti
figure-volume-definition = Quante volte un cliente si è fatto vivo: i suoi messaggi su un canale, finché non tace per 24 ore. Conta nel giorno del primo messaggio. Voti e commenti non sono messaggi.
figure-resolved-confirmed = Risolti dall'assistente, con conferma
figure-resolved-confirmed-definition = Contatti con una richiesta, senza che servisse una persona, in cui il cliente l'ha detto: l'ultimo messaggio (saluti a parte) è un grazie o un sì a cui l'assistente ha risposto, oppure ha dato un voto di 4 o 5. Un voto di 1 o 2 li esclude.
figure-resolved-assumed = Risolti dall'assistente, presunti
figure-resolved-assumed-definition = Contatti con una richiesta in cui nessuno ha chiesto una persona, l'ultimo messaggio è stato capito e ha avuto risposta, e poi il cliente ha taciuto per 24 ore. È un'ipotesi: chi tace può anche aver rinunciato. Non comprende quelli confermati.
figure-handed-over = Passati a una persona
figure-handed-over-definition = Casi aperti nel periodo, qualunque sia il motivo; i motivi sono elencati a parte e la loro somma è questo numero. Conta nel giorno in cui il caso si apre.
figure-first-response = Prima risposta
figure-first-response-definition = Dall'apertura del caso al primo messaggio di una persona, in ore di apertura: mediana e 90º percentile (nove su dieci hanno aspettato al massimo tanto). I casi ancora senza risposta non ci sono: sono nel quadro dal vivo.
figure-next-response = Risposte successive
figure-next-response-definition = Dalle parole del cliente alla risposta di una persona, in ore di apertura, una volta data la prima risposta del caso: mediana e 90º percentile. Più messaggi di fila sono un'attesa sola, dal primo. Conta nel giorno di quelle parole, per ogni caso che una persona ha avuto; le parole ancora senza risposta non ci sono.
figure-next-response-within = Risposte successive entro l'obiettivo
figure-next-response-within-definition = Quota delle risposte successive date entro il loro obiettivo, con l'orologio che vale per la loro squadra e priorità: fuori dalle ore di apertura sta fermo. Un'attesa il cui obiettivo è passato senza risposta conta come mancata; chi è ancora in tempo, o il cui caso è finito prima dell'obiettivo, non è contato, né chi non ha un obiettivo.
figure-wait = Attesa
figure-wait-definition = Dall'apertura del caso a quando una persona lo prende, in ore di apertura: mediana e 90º percentile. I casi non ancora presi non ci sono.
figure-handling = Gestione
figure-handling-definition = Da quando una persona prende il caso a quando si chiude, in tempo reale: mediana e 90º percentile. I casi ancora aperti non ci sono.
figure-satisfaction = Soddisfazione
figure-satisfaction-definition = Media dei voti da 1 a 5 dati dai clienti nel periodo, su casi seguiti da una persona. Solo questo è soddisfazione: chi non ha votato non è contato.
figure-estimated-frustration = Frustrazione stimata
figure-estimated-frustration-definition = Quota dei messaggi dei contatti del periodo che l'assistente legge come frustrati, fra quelli di cui ha ascoltato il tono. È una stima con un errore misurato, non la verità su una persona.
figure-reopened = Riaperti
figure-reopened-definition = Casi aperti nel periodo che erano stati chiusi, ma il cliente ha avuto di nuovo bisogno di una persona entro 24 ore.
figure-cost-saved = Costo risparmiato
figure-cost-saved-definition = Per ogni contatto risolto dall'assistente, il costo di un contatto con una persona su quel canale meno quello di una risposta automatica. La parte confermata e quella presunta sono tenute distinte.
figure-faq-useful = Risposte utili nelle FAQ
figure-faq-useful-definition = Quota dei voti «mi è stata utile» fra tutti quelli dati nel periodo alla domanda «Ti è stata utile questa risposta?», nella pagina delle domande frequenti e in chat. Si contano i voti, non le persone: di chi vota non si tiene niente.
figure-cost-assumption = Finché non imposti i tuoi costi valgono queste ipotesi: una risposta automatica costa un decimo di un'e-mail e un quarantesimo di una telefonata (proporzioni del settore), un'e-mail costa 5 €, e un contatto in chat con una persona costa quanto un'e-mail.
# $wrong, $missed: percentuali; $examples: quanti
figure-measured-error = Misurato su { $examples } esempi: su 100 messaggi letti come frustrati { $wrong } non lo sono, e su 100 frustrati { $missed } sfuggono.

## Perché una conversazione arriva a una persona

handover-reason-requested = L'ha chiesto il cliente
handover-reason-low-confidence = L'assistente non era sicuro
handover-reason-complaint = Reclamo
handover-reason-repeated-misunderstanding = Due volte non capito
handover-reason-identity-failed = Identità non verificata
handover-reason-bot-unavailable = Assistente non disponibile
handover-reason-agent-stepped-in = Presa da una persona

## Com'è andata

# $name: nome di chi ha risposto
satisfaction-ask = Com'è andata con { $name }? Scegli una risposta, oppure scrivi un numero da 1 (molto male) a 5 (molto bene).
satisfaction-ask-plain = Com'è andata? Scegli una risposta, oppure scrivi un numero da 1 (molto male) a 5 (molto bene).
satisfaction-1 = Molto male
satisfaction-2 = Male
satisfaction-3 = Così così
satisfaction-4 = Bene
satisfaction-5 = Molto bene
satisfaction-thanks = Grazie, ne teniamo conto. Vuoi aggiungere due parole?
satisfaction-comment = Lascia un commento
satisfaction-write = Scrivi pure: il tuo prossimo messaggio è il commento.
satisfaction-comment-thanks = Grazie: lo leggiamo.

## La coda, a chi scrive

# $place: posto in coda, da 1
returned-to-queue = { $place ->
    [1] La persona che ti seguiva si è dovuta allontanare. Non devi ripetere nulla: sei al primo posto in coda e ti risponde la prima persona libera.
   *[other] La persona che ti seguiva si è dovuta allontanare. Non devi ripetere nulla: sei al posto { $place } in coda.
}
# $place: posto in coda, da 1
passed-on = { $place ->
    [1] Ti passo ai colleghi che se ne occupano: hanno già tutto quello che ci hai scritto. Sei al primo posto in coda.
   *[other] Ti passo ai colleghi che se ne occupano: hanno già tutto quello che ci hai scritto. Sei al posto { $place } in coda.
}
# $minutes: minuti
silence-warning = { $minutes ->
    [one] Ci sei ancora? Se non ci scrivi entro un minuto, la conversazione torna all'assistente automatico. Potrai sempre chiedere di nuovo una persona.
   *[other] Ci sei ancora? Se non ci scrivi entro { $minutes } minuti, la conversazione torna all'assistente automatico. Potrai sempre chiedere di nuovo una persona.
}
# $agreed: che cosa è stato concordato, nelle parole di chi ha risposto
handed-back-agreed = Riassumo quello che abbiamo concordato: { $agreed } Ora la conversazione torna all'assistente automatico: se ti serve ancora una persona, basta chiedere.

## La coda, a chi risponde: perché un caso è a quel posto

# $minutes: minuti
rank-waiting = Aspetta da { $minutes } min
rank-safety = Qualcuno potrebbe farsi male: come { $minutes } min di attesa in più
rank-complaint = Reclamo: come { $minutes } min di attesa in più
rank-vip = Cliente che ha speso molto: come { $minutes } min di attesa in più
rank-frustrated = Sembra spazientito: come { $minutes } min di attesa in più
rank-returned = Chi lo seguiva si è allontanato: come { $minutes } min di attesa in più
rank-window = Il canale sta per non lasciarci più scrivere: come { $minutes } min di attesa in più
error-team-not-found = Questa squadra non esiste.
error-team-name-taken = C'è già una squadra con questo nome.
error-agent-unavailable = Questa persona non è in linea: nessuno risponderebbe.
error-transfer-to-self = La conversazione è già di questa persona.
error-nothing-to-transfer = Si può passare solo una conversazione che ha bisogno di una persona.

## Le domande frequenti, per tutti

faq-title = Domande frequenti
faq-heading = Assistenza
# $shop: il nome del negozio
faq-description = Le domande frequenti di { $shop } e le loro risposte: consegne, resi, pagamenti, ordini.
faq-skip = Vai alle domande
faq-languages = Lingua
faq-language-it = Italiano
faq-language-en = English
faq-search = Cerca nelle domande
faq-search-hint = Per esempio: reso, spedizione
faq-search-go = Cerca
# $count: quante
faq-found = { $count ->
    [0] Nessuna risposta trovata.
    [one] { $count } risposta trovata.
   *[other] { $count } risposte trovate.
}
faq-nothing = Prova con un'altra parola, o guarda tutte le domande. Se non trovi la risposta, scrivici in chat.
faq-all = Tutte le domande
faq-categories = Argomenti
faq-see-also = Può servirti anche
faq-permalink = Apri in una pagina a parte
# $topic: il titolo della domanda
faq-permalink-about = Apri in una pagina a parte: { $topic }
faq-crumbs = Dove sei
faq-related = Altre domande
faq-useful = Ti è stata utile questa risposta?
faq-useful-yes = Sì
faq-useful-no = No
# $topic: il titolo della domanda
faq-useful-yes-about = Sì, mi è stata utile: { $topic }
faq-useful-no-about = No, non mi è stata utile: { $topic }
faq-thanks = Grazie: ci aiuta a rispondere meglio.
faq-vote-failed = Non siamo riusciti a registrarlo. Riprova più tardi.
faq-missing = Questa domanda non c'è
faq-missing-text = Forse è stata spostata, o la risposta non vale più. Cercala qui.
faq-foot = Non hai trovato la risposta? Scrivici in chat sul sito del negozio.
faq-ask = Chiedilo in chat
# Il nome del pulsante per chi ascolta la pagina: deve dire di quale domanda.
faq-ask-about = Chiedilo in chat: { $topic }
faq-does = Di questo si occupa l'assistente in chat: scrivigli, e ti chiede lui quello che serve.
faq-does-parcel-status = Te lo dico in chat: con il numero dell'ordine e l'e-mail o il telefono con cui l'hai fatto, guardo dov'è il pacco e quando dovrebbe arrivare.
faq-does-shipping-cost = Dimmi in chat dove va spedito e per quanto compri: ti dico il costo e i tempi della spedizione.
faq-does-returns = Se vuoi rendere un articolo, in chat guardo il tuo ordine, ti dico se e fino a quando si può, e preparo il reso con te.
faq-does-return-status = Con il numero dell'ordine guardo in chat a che punto sono il reso e il rimborso.
faq-does-exchange = In chat guardo il tuo ordine e avvio il cambio dell'articolo con quello che preferisci.
faq-does-withdrawal = Se hai cambiato idea su un acquisto, in chat guardo il tuo ordine, ti dico quanto tempo hai e ti accompagno nel recesso.
faq-does-damaged-item = Mi dispiace. Raccontami in chat che cosa è arrivato rotto: guardo l'ordine e avvio la soluzione con te.
faq-does-missing-item = Dimmi in chat che cosa manca nel pacco: guardo l'ordine e lo segnalo a chi può rimediare.
faq-does-wrong-item = Se è arrivato un articolo che non avevi ordinato, dimmelo in chat: guardo l'ordine e avvio la soluzione con te.
faq-does-warranty = Se qualcosa non funziona più, in chat guardo il tuo ordine e ti dico che cosa copre la garanzia.
faq-does-order-cancel = In chat guardo il tuo ordine: se si può ancora annullare, lo faccio dopo la tua conferma.
faq-does-order-change = Dimmi in chat che cosa vuoi cambiare dell'ordine: guardo se si può ancora fare.
faq-does-delivery-address-change = Dimmi in chat il nuovo indirizzo: se il pacco non è già partito, lo cambio dopo la tua conferma.
faq-does-invoice = In chat, con il numero dell'ordine, ti aiuto ad avere la fattura o la ricevuta.
faq-does-payment-failed = Se un pagamento è stato rifiutato, in chat guardo il tuo ordine e ti dico che cosa puoi fare.
faq-does-discount-code = Se un codice sconto non funziona, scrivimelo in chat: ti dico perché.
faq-does-gift-card = In chat ti dico quanto resta su una carta regalo e come usarla.
faq-does-privacy-data = In chat puoi chiedere quali dati abbiamo di te, averne una copia o farli cancellare.
faq-does-product-advice = Dimmi in chat che cosa cerchi e per che cosa ti serve: ti consiglio tra i nostri prodotti.
faq-does-product-availability = Dimmi in chat quale prodotto ti interessa: guardo se è disponibile.
faq-does-product-compare = Dimmi in chat quali due prodotti vuoi confrontare: ti mostro le differenze.
faq-does-complaint = Se qualcosa è andato storto, raccontacelo in chat: se ne occupa una persona.
faq-does-ask-person = Chiedilo in chat in qualsiasi momento: ti rispondono le persone del negozio, negli orari in cui ci sono.

## Lo studio: che cosa sa l'assistente

# $by: chi; $revision: a che punto
error-changed-meanwhile = { $by } ha cambiato questo argomento mentre lo scrivevi: guarda che cosa c'è ora, poi decidi.
error-content-refused = Questo non si può salvare così.
# $reason: quale e dove
error-content-broken = I file dei contenuti non si leggono: { $reason }. Chi li modifica a mano deve sistemarli.
error-topic-stays = Questo argomento serve all'assistente: le parole si possono cambiare, toglierlo no.
# $by: chi
error-publishing-already = C'è già una pubblicazione in corso, di { $by }.
error-nothing-to-publish = Non c'è niente di diverso da quello che è già in linea.
# $errors: quanti
error-content-has-errors = { $errors ->
    [one] C'è un errore da correggere prima di pubblicare.
   *[other] Ci sono { $errors } errori da correggere prima di pubblicare.
}
error-publication-over = Questa pubblicazione non aspetta più: aggiorna la pagina.
error-laboratory-unavailable = In questo momento non si può provare quello che non è ancora in linea: riprova fra poco.
content-thresholds = Soglie
content-problem = Qui qualcosa non va.
# $limit: caratteri
content-preview-split = Su questo canale il testo supera { $limit } caratteri: arriva in più messaggi.
content-edit-new = Creato
content-edit-gone = Tolto
# $count: quanti
content-edit-examples = { $count ->
    [one] Un modo di chiedere in più
   *[other] { $count } modi di chiedere in più
}
content-part-titles = Titolo
content-part-category = Categoria
content-part-examples = Modi di chiedere
content-part-answers = Risposte
content-part-other = Modificato
content-figure-messages = Messaggi
content-figure-right = Capite bene
content-figure-answered = Con risposta
content-figure-asked = Con una domanda di chiarimento
content-figure-handed-over = Passate a una persona
content-figure-wrong = Con una risposta sbagliata
content-figure-other = Altra misura
content-reason-other = I numeri scendono più di quanto possano.
# $before, $after: quote
content-reason-own-right-fell = Dei modi di chiedere della bozza, letti come se non ci fossero, se ne capiscono { $after } invece di { $before }.
content-reason-own-wrong-rose = Dei modi di chiedere della bozza, letti come se non ci fossero, { $after } avrebbero una risposta sbagliata invece di { $before }.
content-reason-kept-right-fell = Delle domande tenute da parte se ne capiscono { $after } invece di { $before }.
content-reason-kept-wrong-rose = Delle domande tenute da parte, { $after } avrebbero una risposta sbagliata invece di { $before }.
content-reason-recent-answered-fell = Dei messaggi di questi giorni ne avrebbero risposta { $after } invece di { $before }.
publication-error-brain-unavailable = L'assistente non risponde: quello che è in linea non è cambiato.
publication-error-nothing-to-publish = Non c'è niente di diverso da quello che è già in linea.
publication-error-content-unwritten = I file non si sono potuti scrivere: quello che è in linea non è cambiato.
publication-error-disk = Il disco non si lascia scrivere: quello che è in linea non è cambiato.
publication-step-waiting = In attesa
publication-step-checking = Controllo i contenuti
publication-step-training = Addestro l'assistente
publication-step-evaluating = Confronto con quello che è in linea
publication-step-ready = Pronta: guarda che cosa cambia e decidi
publication-step-publishing = Metto in linea
publication-step-done = Fatto
publication-error-failed = Qualcosa è andato storto: quello che è in linea non è cambiato.
publication-error-interrupted = La pubblicazione si è interrotta: quello che è in linea non è cambiato. Puoi ripartire.
publication-error-content-has-errors = Nella bozza c'è qualcosa da correggere: quello che è in linea non è cambiato.
publication-error-training-failed = L'addestramento non è riuscito: quello che è in linea non è cambiato.
publication-error-trainer-killed = L'addestramento è stato interrotto dal sistema: quello che è in linea non è cambiato.
publication-error-disk-full = Il disco è pieno: quello che è in linea non è cambiato.
publication-error-laboratory-unavailable = Il confronto con quello che è in linea non è riuscito: non è cambiato niente.
publication-error-gate = I numeri scendono più di quanto possano: quello che è in linea non è cambiato.
publication-error-brain-refused = L'assistente non ha potuto usare la versione nuova: è rimasta quella di prima.
publication-error-content-changed = I contenuti in linea sono cambiati nel frattempo: pubblica di nuovo.
version-author-nobody = Prima dello studio
version-reason-other = È stata ritirata.
version-reason-more-failures = Ritirata da sola: gli errori dell'assistente erano aumentati.
version-reason-more-handovers = Ritirata da sola: molte più conversazioni finivano a una persona.

## Imparare

error-nothing-to-learn = Qui non c'è una domanda da cui l'assistente possa imparare.
error-beta-over = Questa prova ha già tutte le domande che può avere. Grazie!
beta-title = Che cosa chiederesti a questo negozio?
beta-explained = Scrivi come scriveresti al servizio clienti di un negozio: una domanda alla volta, con parole tue. Risponde una macchina, e noi impariamo da dove sbaglia.
beta-private = Per favore non scrivere niente di personale: né nomi, né indirizzi, né numeri d'ordine. Non risponde una persona, e non si ordina né si cambia niente.
beta-label = La tua domanda
beta-hint = Al massimo 500 caratteri. Invio la manda, Maiusc e Invio vanno a capo.
beta-send = Chiedi
beta-answers = Le tue domande e le risposte, le più recenti per prime
beta-ask = L'assistente non è sicuro e ti chiederebbe che cosa intendevi.
beta-hand-over = L'assistente non lo sa e ti passerebbe a una persona.
beta-acts = L'assistente lo cercherebbe per te: qui non lo fa, perché non sa chi sei.
beta-failed = Non ha funzionato. Riprova fra poco.
beta-script = Questa pagina ha bisogno di JavaScript.

## Quello che un redattore porta da fuori

error-import-refused = Non si riesce a leggere.
error-import-unreadable = Non è una tabella, né un file YAML di Rasa, né una pagina: oppure è rovinato o protetto da password.
# $most: righe
error-import-too-large = È troppo: al massimo { $most } righe e 5 MB per volta.
error-import-without-columns = Mancano le colonne: la prima riga deve dire almeno «domanda» e «risposta».
error-import-without-questions = Non ci sono domande con una risposta.
import-no-question = Manca la domanda.
import-no-answer = Manca la risposta.
import-question-too-long = La domanda è troppo lunga: al massimo 500 caratteri.
import-answer-too-long = La risposta è troppo lunga: al massimo 4000 caratteri.
import-unknown-language = La lingua non è fra quelle del negozio: italiano o inglese.
import-bad-cell = In questa riga c'è qualcosa che non si capisce: una data, un pulsante o una condizione.
import-repeated = La stessa domanda c'è già più in alto.
import-not-a-question = È una frase di cortesia, o quello che il negozio non tratta: non è una domanda con risposta.
import-gone = L'argomento, o la riga, non c'è più.
import-adds-question = Aggiunge un modo di chiedere; la risposta che c'è resta.
import-adds-answer = Aggiunge la domanda, e la risposta in una lingua in cui mancava.
import-replaces = Sostituisce domande e risposte in questa lingua.
import-nothing-changes = C'è già, uguale: non cambia niente.

## Che cosa non va in quello che l'assistente sa: per chi scrive, con il rimedio
# $spoken: ISO 639-1 dovunque ci sia; $other: il titolo di un altro argomento; $text: di che cosa si parla

content-problem-action-missing = Per questo argomento non si fa nulla: nessuna regola risponde. Deve aggiungerne una chi sviluppa.
content-problem-action-unknown = A questo argomento risponde “{ $text }”, che l'assistente non sa fare. Deve rimediare chi sviluppa.
content-problem-answer-empty = Questa risposta non dice nulla: scrivila, oppure toglila.
# $channel: il suo nome; $length, $most: caratteri
content-problem-answer-too-long = { $length } caratteri; { $channel } ne accetta al massimo { $most }. Accorcia la risposta, o scrivine una più breve per quel canale.
# $count, $most: caratteri
content-problem-answer-wordy = { $count } caratteri sono tanti da leggere in chat: fino a { $most } si leggono bene. Tieni quello che aiuta di più e offri il resto con un pulsante.
# $count, $most: frasi
content-problem-answer-sentences = { $count } frasi: in chat se ne leggono bene al massimo { $most }.
content-problem-answer-exclaims = Un punto esclamativo basta.
content-problem-answers-missing = { $spoken ->
    [it] Manca una risposta in italiano che valga su ogni canale: aggiungila.
    [en] Manca una risposta in inglese che valga su ogni canale: aggiungila.
   *[other] Manca una risposta in “{ $spoken }” che valga su ogni canale: aggiungila.
}
content-problem-blank-unclosed = Qui c'è una parentesi graffa da sola. Gli spazi da riempire si scrivono { "{" }nome{ "}" }; altrimenti togli la parentesi.
content-problem-blank-unknown = Nessuno riempie { $text }: chi legge lo vedrebbe così com'è. Toglilo.
content-problem-blanks-differ = In questa versione { $text } manca o è di troppo: ogni versione ha bisogno degli stessi spazi da riempire.
# $target: il nome dell'intento
content-problem-button-dead = Il pulsante “{ $text }” porta a un argomento che non c'è (più): { $target }. Scegline un altro, o togli il pulsante.
content-problem-button-entity-unknown = Il pulsante “{ $of }” porta con sé “{ $text }”, che l'assistente non conosce. Scegli di nuovo dove porta.
content-problem-button-malformed = Il pulsante “{ $of }” non porta da nessuna parte: “{ $text }” non è un argomento né un link. Scegli un argomento, o scrivi un link intero, con https://.
content-problem-button-repeated = Il pulsante “{ $text }” porta dove porta già un altro: uno basta.
content-problem-button-to-itself = Il pulsante “{ $text }” riporta a questo stesso argomento.
content-problem-button-untitled = Questo pulsante non ha titolo: scrivi che cosa ci sta sopra.
content-problem-buttons-differ = Le lingue offrono pulsanti diversi: chi scrive dovrebbe trovare gli stessi in ognuna.
content-problem-buttons-many = { $count } pulsanti: su alcuni canali se ne vedono solo { $most }, e gli altri diventano un elenco. Tieni i { $most } che aiutano di più.
content-problem-category-missing = Questo argomento non ha ancora un posto: scegli una categoria.
content-problem-category-unknown = La categoria “{ $text }” non c'è: scegline una dall'elenco.
content-problem-channel-unknown = Il canale “{ $text }” non c'è, quindi questa risposta non verrebbe data mai. Scegline un altro.
content-problem-date-malformed = “{ $text }” non è una data. Sceglila dal calendario.
# $last: la data
content-problem-dates-past = Questa risposta valeva fino al { $last } e non viene più data. Scegli un'altra data, o toglila.
# $first, $last: date
content-problem-dates-reversed = Finirebbe ({ $last }) prima di cominciare ({ $first }): correggi le date.
# $near: a che cosa somiglia
content-problem-example-alike = “{ $text }” è quasi uguale a “{ $near }” in “{ $other }”. Lascialo dove la risposta aiuta, o scrivi che cosa lo distingue.
# $length, $most: caratteri
content-problem-example-long = { $length } caratteri sono un racconto. Scrivi la domanda in { $most } al massimo.
# $near: a che cosa somiglia
content-problem-example-meaning = “{ $text }” sembra chiedere la stessa cosa di “{ $near }” in “{ $other }”. Se merita la stessa risposta, tienilo in uno solo dei due argomenti; se no, scrivi che cosa lo distingue.
content-problem-example-name = “{ $text }” potrebbe essere il nome di una persona vera: scrivine uno inventato, o toglilo.
# $kind: email, iban, card o phone
content-problem-example-personal = { $kind ->
    [email] “{ $text }” è un indirizzo e-mail
    [iban] “{ $text }” è un conto bancario
    [card] “{ $text }” è il numero di una carta
   *[phone] “{ $text }” sembra un numero di telefono
}: i dati personali non devono entrare in quello che l'assistente sa. Toglilo.
content-problem-example-repeated = “{ $text }” c'è già: uno basta.
content-problem-example-shared = “{ $text }” è anche in “{ $other }”. Lascialo dove la risposta aiuta, e toglilo dall'altro.
content-problem-example-signs = Le parentesi quadre e graffe qui hanno un altro significato: scrivi la domanda senza “{ $text }”.
# $count: quanti; $least: quanti ne servono
content-problem-examples-few = { $count ->
    [0] Nessuno sa ancora come lo si chiede: scrivi almeno { $least } modi di chiedere.
    [one] Un modo di chiedere non basta a riconoscere l'argomento: scrivine almeno { $least }.
   *[other] { $count } modi di chiedere non bastano a riconoscere l'argomento: scrivine almeno { $least }.
}
content-problem-examples-missing = { $spoken ->
    [it] Non c'è nessun modo di chiedere in italiano: lì l'argomento potrebbe non essere riconosciuto. Aggiungine.
    [en] Non c'è nessun modo di chiedere in inglese: lì l'argomento potrebbe non essere riconosciuto. Aggiungine.
   *[other] Non c'è nessun modo di chiedere in “{ $spoken }”: lì l'argomento potrebbe non essere riconosciuto. Aggiungine.
}
# $count: quanti; $least: quanti vanno bene
content-problem-examples-scarce = { $spoken ->
    [it] { $count } in italiano: da { $least } modi di chiedere in su l'argomento si riconosce bene.
    [en] { $count } in inglese: da { $least } modi di chiedere in su l'argomento si riconosce bene.
   *[other] { $count } in “{ $spoken }”: da { $least } modi di chiedere in su l'argomento si riconosce bene.
}
content-problem-image-malformed = “{ $text }” non è il link di un'immagine: comincia con https:// e il nome di un sito.
content-problem-language-unknown = L'assistente non risponde in “{ $text }”: scegli un'altra lingua.
content-problem-limit-unknown = “{ $text }” qui non si può scegliere, quindi questa risposta non verrebbe data mai. Scegli di nuovo dall'elenco.
content-problem-link-dead = Il link { $text } non si apre: controllalo.
content-problem-link-insecure = Il link { $text } non è sicuro: scrivilo con https://.
content-problem-link-malformed = “{ $text }” non è un link intero: comincia con https:// e il nome di un sito.
content-problem-name-taken = “{ $other }” dentro ha già questo nome, e avrebbero lo stesso titolo. Togli questo argomento e rifallo con un altro titolo.
content-problem-office-language = “{ $text }” è lingua da ufficio: dillo come al banco.
content-problem-promise = “{ $text }” promette quello che non si può mantenere sempre: toglilo, o scrivi da che cosa dipende.
content-problem-promise-without-condition = “{ $text }” è una promessa: scrivi da che cosa dipende (“se…”, “di solito”, “entro…”).
content-problem-slot-unknown = All'assistente nessuno dice “{ $text }”, quindi questa risposta non verrebbe data mai. Deve aggiungerlo a domain.yml chi sviluppa.
# $lower, $upper: numeri da 0 a 1
content-problem-threshold-order = La soglia bassa ({ $lower }) è sopra quella alta ({ $upper }): correggile.
content-problem-threshold-without-topic = Ci sono soglie per “{ $text }”, ma l'argomento non c'è: toglile.
# $length, $most: caratteri
content-problem-title-long = “{ $text }” ha { $length } caratteri: su un pulsante ce ne stanno { $most }. Accorcialo.
content-problem-title-missing = { $spoken ->
    [it] Manca il titolo in italiano: è quello che sta sui pulsanti.
    [en] Manca il titolo in inglese: è quello che sta sui pulsanti.
   *[other] Manca il titolo in “{ $spoken }”: è quello che sta sui pulsanti.
}
content-problem-title-repeated = Anche “{ $other }” ha il titolo “{ $text }”: sui pulsanti non si distinguerebbero. Cambiane uno.
content-problem-topic-over = Tutte le risposte di questo argomento sono scadute: chi chiede passa a una persona. Scrivine una nuova, o togli l'argomento.
content-problem-tu-in-lei = Dice “{ $text }” in una risposta che dà del Lei.
