"""What the assistant can do: Rasa actions, served by the desk."""
