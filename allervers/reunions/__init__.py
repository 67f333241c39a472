"""The team looks back on its week, and says of a territory what may be said outside, without any youth."""
