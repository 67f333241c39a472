from allauth.account.views import LoginView, LogoutView
from django.urls import include, path

urlpatterns = [
    path("connexion/", LoginView.as_view(), name="account_login"),
    path("deconnexion/", LogoutView.as_view(), name="account_logout"),
    path("", include("allervers.rapport.urls")),
]
