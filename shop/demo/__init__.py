"""The demo shop: Bottega Lume, with its products, its rules and some hundred orders in every state."""
