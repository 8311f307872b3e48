"""What back ends that are reached over HTTP share: a wire, a reader, and the rules that no API tells."""
