"""Who works here: agents, their sessions, and the record of what they did."""
