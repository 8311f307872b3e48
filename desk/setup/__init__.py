"""What has to be true before brain and desk can start: secrets, schema, model, a first account."""
