from wagtail.users.apps import WagtailUsersAppConfig


class AdminUsersConfig(WagtailUsersAppConfig):  # type: ignore[misc]
    """Wagtail's users, with the fields that our accounts have."""

    user_viewset = "accounts.viewsets.UserViewSet"
