"""The guide's articles as pages: prose whose figures are the rulebook's on a date."""
