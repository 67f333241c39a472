from django.urls import path

from . import views

urlpatterns = [
    path("", views.reunion, name="reunion"),
    path("extrait/", views.extrait, name="extrait"),
    path("extrait/document/", views.document, name="document_de_l_extrait"),
]
