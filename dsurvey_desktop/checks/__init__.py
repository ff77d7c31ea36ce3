"""Rules a form cannot say: roster, duplicates, time, communities."""
