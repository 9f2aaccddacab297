"""One change of a known kind planted into any article, and what the product makes of it."""
