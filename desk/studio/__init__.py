"""What editors write, until shoppers are answered with it: drafts, publications, versions."""
