"""For the type checker: requests whose person is known."""

from django.http import HttpRequest

from .models import User


class SignedRequest(HttpRequest):
    """
    A request behind a sign-in: of the admin, or of a view whose decorator keeps it. A form that one fills first and
    sends signed in (`forum.access.write_first`) is shown to visitors too.
    """

    user: User
