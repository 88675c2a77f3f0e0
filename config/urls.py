from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.viewsets import preferences
from core.urls import page_patterns
from notebook.endpoint import notebook

handler500 = "core.failures.server_error"

# In production the proxy serves /media/ (deploy/); alone on one's own machine, the site does.
media = [path("media/<path:path>", lambda request, path: serve(request, path, settings.MEDIA_ROOT))]

urlpatterns = [
    *(media if settings.SERVES_MEDIA else []),
    # One door for everybody: Wagtail's own login forms are never shown.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/account/", preferences),
    path("admin/", include(wagtailadmin_urls)),
    path("compte/carnet/", notebook, name="synced-notebook"),
    path("compte/", include("accounts.urls")),
    path("forum/", include("forum.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    path("", include("core.urls")),
    path("", include("resources.urls")),
    path("", include("scenarios.urls")),
    path("", include("courses.urls")),
    path("", include("quizzes.urls")),
    path("", include("search.urls")),
    path("", include("paths.urls")),
    path("", include([*wagtail_urls.urlpatterns[:-1], *page_patterns])),
]
