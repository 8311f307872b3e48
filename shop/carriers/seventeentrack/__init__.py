"""17TRACK, an aggregator that knows what happened to a parcel, whichever carrier has it."""
