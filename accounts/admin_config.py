from wagtail.users.apps import WagtailUsersAppConfig


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with the fields that our accounts have."""

    user_viewset = "accounts.viewsets.UserViewSet"
