"""``make bench``: Rasa's own REST channel and the whole of Sportello, side by side."""
