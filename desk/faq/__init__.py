"""The public FAQ: what the assistant knows as pages, as an API, and what readers said of it."""
