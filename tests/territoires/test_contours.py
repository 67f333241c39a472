"""The outlines of the places come from a file; what cannot be read is said, and changes nothing."""

import json

import pytest

from allervers.comptes.models import Service
from allervers.echanges.operations import importer
from allervers.journal.models import LigneJournal
from allervers.territoires.contours import POINTS_MAX, TAILLE_MAX, ContoursRefuses, importer_contours
from allervers.territoires.models import Territoire
from tests.personnages import ecrire_annee

CARRE = {"type": "Polygon", "coordinates": [[[2.9, 50.4], [3.0, 50.4], [3.0, 50.5], [2.9, 50.4]]]}


@pytest.fixture
def service(db, tmp_path):
    importer(source=ecrire_annee(tmp_path))
    return Service.objects.get()


def geojson(*elements) -> bytes:
    features = [{"type": "Feature", "properties": p, "geometry": g} for p, g in elements]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def importe(service, contenu):
    return importer_contours(service=service, contenu=contenu, par=None)


@pytest.mark.parametrize(
    "proprietes",
    [{"code": "62215"}, {"insee": 62215}, {"nom": "CARVIN"}, {"a": None, "b": "carvin"}],
)
def test_an_outline_goes_to_the_place_that_its_properties_name(service, proprietes):
    assert importe(service, geojson((proprietes, CARRE))).places == ("Carvin",)
    assert Territoire.objects.get(code="carvin").contour == CARRE


def test_outlines_of_other_places_are_counted_and_left(service):
    bilan = importe(service, geojson(({"nom": "Lens"}, CARRE), ({"nom": "Germinal"}, CARRE)))
    assert (bilan.places, bilan.nb_inconnus) == (("Germinal",), 1)
    assert LigneJournal.objects.filter(operation="importer_contours").count() == 1


def test_coordinates_are_kept_to_a_metre(service):
    point = {"type": "Point", "coordinates": [2.912345678, 50.4, 12]}
    importe(service, geojson(({"nom": "Carvin"}, point)))
    assert Territoire.objects.get(code="carvin").contour["coordinates"] == [2.91235, 50.4]


@pytest.mark.parametrize(
    ("contenu", "mot"),
    [
        (b"pas du json", "GeoJSON"),
        (b"[]", "FeatureCollection"),
        (b"{}", "FeatureCollection"),
        (b"[" * 100_000, "GeoJSON"),
        (geojson(({"nom": "Carvin"}, None)), "lément 1"),
        (geojson(({"nom": "Carvin"}, {"type": "LineString", "coordinates": []})), "polygone"),
        (geojson(({"nom": "Carvin"}, {"type": "Polygon", "coordinates": []})), "longitudes"),
        (geojson(({"nom": "Carvin"}, {"type": "Point", "coordinates": [700000, 7040000]})), "WGS 84"),
        (
            geojson(
                ({"nom": "Carvin"}, {"type": "Polygon", "coordinates": [[[2.9, 50.4]] * (POINTS_MAX + 1)]})
            ),
            "points",
        ),
        (b" " * (TAILLE_MAX + 1), "10 Mo"),
    ],
    ids=lambda valeur: valeur if isinstance(valeur, str) else "",
)
def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(service, contenu, mot):
    with pytest.raises(ContoursRefuses, match=mot):
        importe(service, contenu)
    assert not Territoire.objects.exclude(contour=None).exists()


def test_a_name_that_two_places_share_is_that_of_neither(service):
    for code in ("fleurs-1", "fleurs-2"):
        Territoire.objects.create(service=service, code=code, nom="Cité des Fleurs", nature="quartier")
    assert importe(service, geojson(({"nom": "Cité des Fleurs"}, CARRE))).places == ()
    assert importe(service, geojson(({"code": "fleurs-2"}, CARRE))).places == ("Cité des Fleurs",)


def test_the_outline_of_one_iris_is_not_that_of_a_quartier_made_of_two(service):
    quartier = Territoire.objects.get(code="germinal")
    quartier.code_officiel = "QN06215M 622150101 622150102"
    quartier.save()
    assert importe(service, geojson(({"code": "622150102"}, CARRE))).places == ()
    assert importe(service, geojson(({"code": "QN06215M"}, CARRE))).places == ("Germinal",)


def test_the_places_of_another_service_are_not_touched(service, tmp_path):
    autre = Service.objects.create(code="autre", nom="Autre")
    Territoire.objects.create(service=autre, code="germinal", nom="Germinal", nature="quartier")
    importe(service, geojson(({"nom": "Germinal"}, CARRE)))
    assert Territoire.objects.get(service=autre).contour is None
