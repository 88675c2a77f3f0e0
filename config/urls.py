from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail import views as serve_page
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views import serve as serve_document

from accounts.limits import limit_wrong_passwords
from accounts.views import door
from accounts.viewsets import preferences
from core.urls import page_patterns
from notebook.endpoint import notebook

from .security_txt import security_txt

handler500 = "core.failures.server_error"

# In production the proxy serves /media/ (deploy/); alone on one's own machine, the site does.
media = [path("media/<path:path>", lambda request, path: serve(request, path, settings.MEDIA_ROOT))]

urlpatterns = [
    *(media if settings.SERVES_MEDIA else []),
    # One door for everybody: Wagtail's own login forms are never shown.
    path("admin/login/", door),
    path("_util/login/", door),
    path("admin/account/", preferences),
    path("admin/", include(wagtailadmin_urls)),
    path(".well-known/security.txt", security_txt),
    path("compte/carnet/", notebook, name="synced-notebook"),
    path("compte/", include("accounts.urls")),
    path("forum/", include("forum.urls")),
    path("", include("contributions.urls")),
    # Before Wagtail's own, at the same addresses: whoever guesses a shared password is slowed down.
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        limit_wrong_passwords(serve_document.authenticate_with_password),
        name="wagtaildocs_authenticate_with_password",
    ),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        limit_wrong_passwords(serve_page.authenticate_with_password),
        name="wagtailcore_authenticate_with_password",
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    path("", include("core.urls")),
    path("", include("resources.urls")),
    path("", include("scenarios.urls")),
    path("", include("courses.urls")),
    path("", include("quizzes.urls")),
    path("", include("search.urls")),
    path("", include("paths.urls")),
    path("", include("gallery.urls")),
    path("", include([*wagtail_urls.urlpatterns[:-1], *page_patterns])),
]
