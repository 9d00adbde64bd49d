"""The advisor: questions one at a time or all on one page, and the answer to them."""
