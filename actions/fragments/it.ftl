# Shipping
speed-standard = standard
speed-express = espressa
speed-pickup = ritiro in bottega
speed-point = punto di ritiro
free = gratis
the-islands = isole
shipping-free-from = { $speed } { $price } (gratis da { $threshold })
shipping-price = { $speed } { $price }
shipping-offer = { $way } in { $days }
shipping-duties = Eventuali dazi e IVA all'importazione sono a carico di chi riceve.
shipping-missing = Alla spedizione gratuita mancano { $missing }.
shipping-islands = I giorni in più per le isole sono già contati.
days-one = { $days ->
    [one] { $days } giorno lavorativo
   *[other] { $days } giorni lavorativi
}
days-range = { $least }–{ $most } giorni lavorativi
