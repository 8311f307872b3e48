"""The desk over sockets: visitors of the web chat, and agents' consoles."""
