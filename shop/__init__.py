"""The shop behind the assistant: orders, tracking, shipping, returns, customers."""
