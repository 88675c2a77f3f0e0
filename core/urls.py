from django.urls import path, re_path

from . import routing, views
from .components import components
from .sitemap import robots, sitemap, sitemap_part

urlpatterns = [
    path("f/<slug:code>", views.short_address, name="short_address"),
    path("f/<slug:code>/", views.short_address),
    path("glossaire/", views.glossary, name="glossary"),
    path("glossaire/<slug:slug>/", views.glossary_term, name="glossary_term"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
    path("composants/", components, name="components"),
]

# what Wagtail names its own catch-all: the addresses of pages are made with it
page_patterns = [re_path(r"^((?:[\w\-]+/)*)$", routing.serve, name="wagtail_serve")]
