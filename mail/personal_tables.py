"""What waits to be mailed to a person."""

from accounts.models import User
from accounts.personal_data import before_deletion

from .models import OutgoingMail


@before_deletion
def drop_mail(user: User) -> None:
    """Mail on its way to somebody who has left is not sent."""
    OutgoingMail.objects.filter(recipient__iexact=user.email).delete()
