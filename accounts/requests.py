"""For the type checker: requests whose person is known."""

from django.http import HttpRequest

from .models import User


class SignedRequest(HttpRequest):
    """A request behind a sign-in: of the admin, or of a view that `login_required` keeps."""

    user: User
