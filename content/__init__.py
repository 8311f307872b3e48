"""What the assistant knows: reading, checking, editing and publishing it."""
