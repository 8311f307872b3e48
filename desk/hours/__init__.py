"""Opening hours: the calendar of public holidays, and what is put together around it."""
