"""What a person can do, one module a deed; window and command line call these."""
