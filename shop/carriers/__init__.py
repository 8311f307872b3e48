"""Who carries parcels: their public pages by number, and an aggregator that knows what happened to them."""
