"""XLSForm workbooks: reading, compiling and evaluating them."""
