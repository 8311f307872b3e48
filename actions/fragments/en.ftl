# Shipping
speed-standard = standard
speed-express = express
speed-pickup = collection in our shop
free = free
shipping-free-from = { $speed } { $price } (free from { $from })
shipping-price = { $speed } { $price }
days-one = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
days-range = { $least }–{ $most } working days
