"""The laboratory: a process beside the brain that reads, compares and groups what is not live yet."""
