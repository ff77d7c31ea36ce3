"""The page of returns: what communities are asked, and the sheets it goes out on."""
