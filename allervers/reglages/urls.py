from django.urls import path

from . import views

urlpatterns = [
    path("", views.reglages, name="reglages"),
    path("listes/<slug:liste>/", views.liste, name="regler_liste"),
    path("statuts/", views.statuts, name="regler_statuts"),
    path("tranches/", views.tranches, name="regler_tranches"),
]
