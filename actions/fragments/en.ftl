# Shipping
speed-standard = standard
speed-express = express
speed-pickup = collection in our shop
speed-point = pick-up point
free = free
the-islands = islands
shipping-free-from = { $speed } { $price } (free from { $threshold })
shipping-price = { $speed } { $price }
shipping-offer = { $way } in { $days }
shipping-duties = Any customs duties and import VAT are paid by the recipient.
shipping-missing = { $missing } more would make shipping free.
shipping-islands = The extra days for the islands are already counted.
days-one = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
days-range = { $least }–{ $most } working days

# Codes
discount-shipping = free standard shipping
discount-minimum = It needs an order of at least { $minimum }.
discount-until = It can be used until { $day }.
discount-not-on-sale = It isn't valid on items on sale.

# Products
product-size = size { $size }
product-sizes-colours = { $sizes } ({ $colours })
product-back = It should be back around { $day }.
product-instead = Meanwhile there is: { $options }.
advice-price = How much would you spend at most?
advice-which = What would you prefer for { $label }?
advice-any = I don't mind
advice-up-to = up to { $price }

# Payments
payment-declined = the bank did not authorise it
payment-insufficient-funds = the card's balance or limit was too low
payment-expired = the card has expired
payment-authentication-failed = the confirmation in the bank's app did not go through
payment-unknown = the bank does not say why

# Days
day-today = today
day-tomorrow = tomorrow
day-on = on { $day }
days-between = between { $first } and { $last }
days-by = by { $day }

# Parcels
parcel-follow = Follow it here: { $link }
parcel-place = from { $place }, { $street }, { $city }
parcel-until = until { $day }
parcel-left = ({ $where })

# Returns
return-line = { $title }
return-line-size = { $title }, { $size }
return-line-pieces = { $item } ({ $pieces } of { $of })
return-pieces = { $count ->
    [one] One piece
   *[other] { $count } pieces
}
reason-too_small = It's too small
reason-too_large = It's too big
reason-not_as_expected = Not what I expected
reason-changed_mind = I changed my mind
reason-damaged = It's damaged or faulty
hand-in-drop_off = Drop-off point ({ $price })
hand-in-home_collection = From home ({ $price })
yes-return = Yes, go ahead
no-return = No, leave it
yes-cancel = Yes, cancel the order
no-cancel = No, leave it as it is
yes-address = Yes, that's right
no-address = No, that's wrong
yes-sealed = Yes, it's unbroken
no-sealed = No, it's open
return-free = it's free
return-costs = it costs { $price }, taken off the refund
return-code = Show the code { $code } at the drop-off point.
return-fetched = The courier will write to you to agree on a day.
return-label = Your label is here: { $link }
method-card = card
refund-bank = Your bank may take another { $least }–{ $most } working days.
