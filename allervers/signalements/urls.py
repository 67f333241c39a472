from django.urls import path

from . import views

urlpatterns = [
    path("", views.registre, name="signalements"),
    path("nouvelle/<uuid:jeune>/", views.signaler, name="signaler"),
    path("rappels/<slug:rappel>/", views.regler, name="regler_rappel"),
    path("<uuid:uuid>/", views.signalement, name="signalement"),
    path("<uuid:uuid>/retirer/", views.retirer, name="retirer_signalement"),
]
