"""A WooCommerce shop, through its REST API v3."""
