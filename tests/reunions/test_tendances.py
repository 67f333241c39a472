"""A trend says only what the shares of outings say."""

from hypothesis import given
from hypothesis import strategies as st

from allervers.reunions.tendances import Tendance, tendance


def test_a_trend_is_a_share_half_as_large_again_or_the_other_way_round():
    assert tendance(3, 10, 8, 40) is Tendance.HAUSSE
    assert tendance(2, 10, 8, 40) is Tendance.STABLE
    assert tendance(2, 10, 12, 40) is Tendance.BAISSE
    assert tendance(2, 10, 0, 40) is Tendance.NOUVELLE


def test_what_is_seen_or_expected_less_than_twice_says_nothing():
    assert tendance(1, 1, 0, 40) is None
    assert tendance(0, 4, 1, 40) is None
    assert tendance(3, 4, 0, 0) is None
    assert tendance(0, 0, 9, 40) is None


@st.composite
def parts(tirer):
    sorties = tirer(st.integers(1, 60))
    return tirer(st.integers(0, sorties)), sorties


@given(parts(), parts())
def test_a_trend_upwards_is_one_downwards_read_the_other_way(maintenant, avant):
    ici, la = tendance(*maintenant, *avant), tendance(*avant, *maintenant)
    if ici and la:
        montent = Tendance.HAUSSE, Tendance.NOUVELLE
        assert (ici is Tendance.STABLE) == (la is Tendance.STABLE)
        assert (ici in montent) == (la is Tendance.BAISSE)
    if ici in (Tendance.HAUSSE, Tendance.NOUVELLE):
        assert maintenant[0] * avant[1] > avant[0] * maintenant[1]
