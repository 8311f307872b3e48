"""Questions that editors bring in from elsewhere: kept until they decide, then put into the draft."""
