"""Who counts as one network, and for how long a count lasts."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from twiza_web.advisor.saved import rate as rates


def network(settings, address, forwarded="", proxy=False):
    settings.SECURE_PROXY_SSL_HEADER = ("x", "y") if proxy else None
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return rates.network_of(request)


def test_two_addresses_of_version_4_are_two_networks(settings):
    assert network(settings, "192.0.2.1") != network(settings, "192.0.2.2")
    assert network(settings, "192.0.2.1") == network(settings, "192.0.2.1")


def test_one_connection_of_version_6_is_one_network(settings):
    home = network(settings, "2001:db8:0:1::1")
    assert network(settings, "2001:db8:0:1:ffff::9") == home
    assert network(settings, "2001:db8:0:2::1") != home


def test_behind_a_proxy_the_visitor_counts_and_not_the_proxy(settings):
    one = network(settings, "10.0.0.1", "192.0.2.1", proxy=True)
    two = network(settings, "10.0.0.1", "192.0.2.2", proxy=True)
    assert one != two


def test_an_address_that_a_visitor_invents_does_not_count(settings):
    """What the proxy saw itself stands last; without a proxy the header says nothing."""
    honest = network(settings, "10.0.0.1", "192.0.2.1", proxy=True)
    assert network(settings, "10.0.0.1", "6.6.6.6, 192.0.2.1", proxy=True) == honest
    alone = network(settings, "192.0.2.9")
    assert network(settings, "192.0.2.9", "6.6.6.6") == alone


@pytest.mark.parametrize("address", ["", "unix:", "not an address"])
def test_an_address_that_cannot_be_read_still_counts(settings, address):
    assert network(settings, address)


def test_no_address_can_be_read_from_a_count(settings):
    assert b"192.0.2.1" not in network(settings, "192.0.2.1")


def test_a_count_lasts_an_hour():
    rate = rates.Rate()
    for second in range(rates.MOST_SAVED):
        assert not rate.is_reached(b"n", second)
        rate.count(b"n", second)
    assert rate.is_reached(b"n", 3599)
    assert not rate.is_reached(b"n", 3601)


def test_memory_does_not_grow_with_the_number_of_networks(monkeypatch):
    monkeypatch.setattr(rates, "MOST_NETWORKS", 3)
    rate = rates.Rate()
    for number in range(50):
        rate.count(str(number).encode(), 0)
    assert len(rate._saved) == 3
