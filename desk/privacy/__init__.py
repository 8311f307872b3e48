"""Personal data: taken out before it is kept, handed out on request, erased everywhere, kept for so long."""
