"""Who owns a conversation: the shopper's messages, the bot's turn, the queue, the agent."""
