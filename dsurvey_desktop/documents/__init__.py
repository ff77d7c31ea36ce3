"""What is printed: PDF pages with embedded Chinese fonts."""
