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
