"""What is asked of Shopify, each question in one text.

Sizes of pages are kept small: Shopify counts what a query could return, not what it does.
"""

from __future__ import annotations

MONEY = "{ shopMoney { amount currencyCode } }"

LINES = f"""
lineItems(first: 40, after: $after) {{
  pageInfo {{ hasNextPage endCursor }}
  nodes {{
    id title quantity currentQuantity sku
    product {{ id }}
    variant {{ selectedOptions {{ name value }} }}
    originalUnitPriceSet {MONEY}
  }}
}}
"""
ORDER = f"""
query Order($id: ID!, $after: String) {{
  order(id: $id) {{
    id name createdAt cancelledAt cancelReason email phone customerLocale
    displayFinancialStatus displayFulfillmentStatus paymentGatewayNames discountCode
    totalPriceSet {MONEY} totalDiscountsSet {MONEY} totalShippingPriceSet {MONEY}
    customer {{
      id firstName lastName
      defaultEmailAddress {{ emailAddress }} defaultPhoneNumber {{ phoneNumber }}
    }}
    shippingAddress {{ name address1 address2 zip city provinceCode countryCodeV2 phone }}
    shippingLine {{ title code }}
    transactions(first: 10) {{ kind status processedAt }}
    {LINES}
    fulfillments(first: 6) {{
      id status displayStatus createdAt deliveredAt estimatedDeliveryAt
      trackingInfo(first: 5) {{ company number url }}
      fulfillmentLineItems(first: 20) {{ nodes {{ quantity lineItem {{ id }} }} }}
      events(first: 20) {{ nodes {{ status happenedAt city message }} }}
    }}
  }}
}}
"""
MORE_LINES = f"query MoreLines($id: ID!, $after: String) {{ order(id: $id) {{ {LINES} }} }}"
FIND = """
query FindOrders($query: String!, $first: Int!) {
  orders(first: $first, query: $query, sortKey: CREATED_AT, reverse: true) { nodes { id name } }
}
"""
OF_PHONE = """
query OrdersOfPhone($query: String!, $first: Int!) {
  customers(first: 3, query: $query) {
    nodes { id orders(first: $first, sortKey: CREATED_AT, reverse: true) { nodes { id name } } }
  }
}
"""
CANCEL = """
mutation CancelOrder(
  $orderId: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $note: String,
  $refundMethod: OrderCancelRefundMethodInput
) {
  orderCancel(
    orderId: $orderId, reason: $reason, restock: $restock, staffNote: $note, notifyCustomer: true,
    refundMethod: $refundMethod
  ) {
    job { id }
    orderCancelUserErrors { field message code }
  }
}
"""
UPDATE = """
mutation UpdateOrder($input: OrderInput!) {
  orderUpdate(input: $input) { order { id } userErrors { field message } }
}
"""
REFUNDS = f"""
query Refunds($id: ID!) {{
  order(id: $id) {{
    refunds(first: 20) {{
      id createdAt note totalRefundedSet {MONEY}
      return {{ name }}
      transactions(first: 5) {{ nodes {{ status processedAt gateway }} }}
    }}
  }}
}}
"""
RETURNS = """
query Returns($id: ID!) {
  order(id: $id) {
    returns(first: 10) {
      nodes {
        id name status createdAt
        refunds(first: 1) { nodes { id } }
        returnLineItems(first: 20) {
          nodes {
            ... on ReturnLineItem {
              quantity returnReason returnReasonNote customerNote
              fulfillmentLineItem { lineItem { id } }
            }
          }
        }
      }
    }
  }
}
"""
RETURNABLE = """
query Returnable($id: ID!) {
  returnableFulfillments(orderId: $id, first: 6) {
    nodes {
      returnableFulfillmentLineItems(first: 20) {
        nodes { quantity fulfillmentLineItem { id lineItem { id } } }
      }
    }
  }
}
"""
CREATE_RETURN = """
mutation CreateReturn($input: ReturnInput!) {
  returnCreate(returnInput: $input) { return { id name } userErrors { field message code } }
}
"""
REQUEST_RETURN = """
mutation RequestReturn($input: ReturnRequestInput!) {
  returnRequest(input: $input) { return { id name } userErrors { field message code } }
}
"""
SHOP = "query Shop { shop { currencyCode } }"
SCOPES = "query Scopes { currentAppInstallation { accessScopes { handle } } }"
LISTED = """
query ListedProducts($first: Int!, $after: String) {
  products(first: $first, after: $after, query: "status:active", sortKey: UPDATED_AT, reverse: true) {
    pageInfo { hasNextPage endCursor }
    nodes { id title productType tags description(truncateAt: 300) onlineStoreUrl }
  }
}
"""
_PRODUCT = """
id title productType status tags description(truncateAt: 300) onlineStoreUrl
featuredMedia { preview { image { url } } }
options { name values }
variants(first: 100) {
  nodes {
    id sku price compareAtPrice availableForSale inventoryQuantity
    selectedOptions { name value }
    inventoryItem { tracked measurement { weight { value unit } } }
  }
}
"""
PRODUCT = f"query Product($id: ID!) {{ product(id: $id) {{ {_PRODUCT} }} }}"
OF_SKU = """
query VariantOfSku($query: String!) {
  productVariants(first: 5, query: $query) { nodes { sku product { id } } }
}
"""
_MINIMUM = """
minimumRequirement {
  __typename
  ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount currencyCode } }
}
context { __typename }
"""
DISCOUNT = f"""
query Discount($code: String!) {{
  codeDiscountNodeByCode(code: $code) {{
    codeDiscount {{
      __typename
      ... on DiscountCodeBasic {{
        status startsAt endsAt usageLimit asyncUsageCount {_MINIMUM}
        customerGets {{
          value {{
            __typename
            ... on DiscountPercentage {{ percentage }}
            ... on DiscountAmount {{ amount {{ amount currencyCode }} appliesOnEachItem }}
          }}
          items {{ __typename }}
        }}
      }}
      ... on DiscountCodeFreeShipping {{ status startsAt endsAt usageLimit asyncUsageCount {_MINIMUM} }}
    }}
  }}
}}
"""
GIFT_CARD = """
query GiftCard($query: String!) {
  giftCards(first: 2, query: $query) {
    nodes { lastCharacters enabled expiresOn balance { amount currencyCode } }
  }
}
"""
