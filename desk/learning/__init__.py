"""What was not understood today is answered tomorrow: found, grouped by meaning, decided by an editor."""
