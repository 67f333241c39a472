from django.urls import path

from . import views
from .cibles import cibles
from .lieux import lieu, lieux

urlpatterns = [
    path("", views.reglages, name="reglages"),
    path("listes/<slug:liste>/", views.liste, name="regler_liste"),
    path("statuts/", views.statuts, name="regler_statuts"),
    path("lieux/", lieux, name="regler_lieux"),
    path("lieux/<uuid:uuid>/", lieu, name="regler_lieu"),
    path("prevu/", cibles, name="regler_cibles"),
    path("tranches/", views.tranches, name="regler_tranches"),
]
