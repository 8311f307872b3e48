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

# Codes
discount-shipping = la spedizione standard gratuita
discount-minimum = Serve una spesa di almeno { $minimum }.
discount-until = Si può usare fino a { $day }.
discount-not-on-sale = Non vale sugli articoli già scontati.

# Products
product-size = taglia { $size }
product-sizes-colours = { $sizes } ({ $colours })
product-back = Dovrebbe tornare intorno a { $day }.
product-instead = Intanto c'è così: { $options }.
advice-price = Qual è la spesa massima?
advice-which = E per { $label }, che cosa andrebbe meglio?
advice-any = Indifferente
advice-up-to = fino a { $price }

# Payments
payment-declined = la banca non l'ha autorizzato
payment-insufficient-funds = il saldo o il limite della carta non bastava
payment-expired = la carta è scaduta
payment-authentication-failed = la conferma nell'app della banca non è riuscita
payment-unknown = la banca non dice il motivo

# Days
day-today = oggi
day-tomorrow = domani
day-on = { $day }
days-between = tra { $first } e { $last }
days-by = entro { $day }

# Parcels
parcel-follow = Si segue qui: { $link }
parcel-place = da { $place }, { $street }, { $city }
parcel-until = fino a { $day }
parcel-left = ({ $where })

# Returns
return-line = { $title }
return-line-size = { $title }, { $size }
return-line-pieces = { $item } ({ $pieces } di { $of })
return-pieces = { $count ->
    [one] Un pezzo
   *[other] { $count } pezzi
}
reason-too_small = È piccolo
reason-too_large = È grande
reason-not_as_expected = Non è come pensavo
reason-changed_mind = Ho cambiato idea
reason-damaged = È rovinato o difettoso
hand-in-drop_off = Punto di ritiro ({ $price })
hand-in-home_collection = Corriere a casa ({ $price })
yes-return = Sì, va bene
no-return = No, lasciamo stare
yes-cancel = Sì, da annullare
no-cancel = No, resta com'è
yes-address = Sì, è giusto
no-address = No, è sbagliato
yes-sealed = Sì, è intatto
no-sealed = No, è aperto
return-free = è gratis
return-costs = costa { $price }, che togliamo dal rimborso
return-code = Al punto di ritiro basta il codice { $code }.
return-fetched = Il corriere scrive per fissare il ritiro a casa.
return-label = L'etichetta è qui: { $link }
method-card = carta
refund-bank = La banca può metterci altri { $least }–{ $most } giorni lavorativi.
