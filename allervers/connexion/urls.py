"""Sign-in, second factor, account, people. The names in English are those that django-allauth looks for."""

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.urls import path
from django.views.generic import RedirectView, TemplateView

from allervers.comptes.droits import Droit, exige

from .views import compte, equipe, invitation, personne, session

a_soi = exige(Droit.GERER_SON_COMPTE)
aide = TemplateView.as_view(template_name="connexion/aide.html")
vers_compte = a_soi(RedirectView.as_view(pattern_name="compte"))

urlpatterns = [
    path("connexion/", LoginView.as_view(), name="account_login"),
    path("connexion/sel/", session.sel, name="sel"),
    path("connexion/aide/", aide, name="aide_connexion"),
    path("connexion/second-facteur/", AuthenticateView.as_view(), name="mfa_authenticate"),
    path("deconnexion/", LogoutView.as_view(), name="account_logout"),
    path("invitation/", invitation.invitation, name="invitation"),
    path("invitation/lire/", invitation.lire, name="lire_invitation"),
    path("invitation/accepter/", invitation.accepter_invitation, name="accepter_invitation"),
    path("session/", session.etat, name="etat_session"),
    path("session/verrouiller/", session.verrouiller, name="verrouiller"),
    path("session/deverrouiller/", session.deverrouiller, name="deverrouiller"),
    path("session/deverrouiller/cle/", session.cle_de_deverrouillage, name="cle_de_deverrouillage"),
    path("session/confirmer/", session.deverrouiller, name="account_reauthenticate"),
    path("session/confirmer/facteur/", session.deverrouiller, name="mfa_reauthenticate"),
    path("compte/", compte.compte, name="compte"),
    path("compte/second-facteur/", vers_compte, name="mfa_index"),
    path("compte/mot-de-passe/", compte.mot_de_passe, name="mot_de_passe"),
    path("compte/appareils/<slug:cle>/fermer/", compte.fermer_appareil, name="fermer_appareil"),
    path("compte/application/", a_soi(ActivateTOTPView.as_view()), name="mfa_activate_totp"),
    path("compte/application/retirer/", a_soi(DeactivateTOTPView.as_view()), name="mfa_deactivate_totp"),
    path("compte/cles/", vers_compte, name="mfa_list_webauthn"),
    path("compte/cles/ajouter/", a_soi(AddWebAuthnView.as_view()), name="mfa_add_webauthn"),
    path("compte/cles/<int:rang>/retirer/", compte.retirer_cle, name="mfa_remove_webauthn"),
    path("compte/codes/", a_soi(ViewRecoveryCodesView.as_view()), name="mfa_view_recovery_codes"),
    path(
        "compte/codes/refaire/",
        a_soi(GenerateRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path("equipe/", equipe.equipe, name="equipe"),
    path("equipe/ajouter/", equipe.ajouter, name="ajouter_personne"),
    path("equipe/equipes/", equipe.creer_equipe, name="creer_equipe"),
    path("equipe/equipes/<uuid:uuid>/", equipe.une_equipe, name="une_equipe"),
    path("equipe/<uuid:uuid>/", personne.personne, name="personne"),
    path("equipe/<uuid:uuid>/equipes/", personne.affecter, name="affecter"),
    path(
        "equipe/<uuid:uuid>/equipes/<uuid:affectation>/",
        personne.finir_affectation,
        name="finir_affectation",
    ),
    path("equipe/<uuid:uuid>/inviter/", personne.inviter, name="inviter"),
    path("equipe/<uuid:uuid>/retirer/", personne.retirer, name="retirer_personne"),
    path("equipe/<uuid:uuid>/reintegrer/", personne.reintegrer, name="reintegrer_personne"),
    path(
        "equipe/<uuid:uuid>/second-facteur/",
        personne.retirer_second_facteur,
        name="retirer_second_facteur",
    ),
]
