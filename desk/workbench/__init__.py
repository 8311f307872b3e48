"""What agents work with beside the conversation itself: notes, tags, canned answers, views, search."""
