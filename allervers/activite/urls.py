from django.urls import path

from . import seances

urlpatterns = [path("actions/<uuid:uuid>/seances/nouvelle/", seances.nouvelle, name="nouvelle_seance")]
