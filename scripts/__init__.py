"""What works on the repository itself."""
