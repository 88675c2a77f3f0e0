"""Pictures, films and files, with what must be said of those who made them."""
