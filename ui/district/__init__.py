"""The pages of a district's desk."""
