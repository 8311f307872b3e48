# Shipping
speed-standard = standard
speed-express = espressa
speed-pickup = ritiro in bottega
free = gratis
shipping-free-from = { $speed } { $price } (gratis da { $from })
shipping-price = { $speed } { $price }
days-one = { $days ->
    [one] { $days } giorno lavorativo
   *[other] { $days } giorni lavorativi
}
days-range = { $least }–{ $most } giorni lavorativi
