from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who writes in the forum, publishes under a name, or synchronises a notebook. No key to our other models."""
