from django.urls import path

from . import views

urlpatterns = [
    path("", views.reunion, name="reunion"),
    path("alertes/", views.alertes, name="alertes_de_la_reunion"),
    path("extrait/", views.extrait, name="extrait"),
    path("extrait/document/", views.document, name="document_de_l_extrait"),
]
