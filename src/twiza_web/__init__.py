"""The site: one app per noun. It imports the library; the library never imports it."""
