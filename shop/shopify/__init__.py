"""A Shopify shop, through its Admin GraphQL API."""
