"""Every call that CrowdSec's own Python SDK has for the emulated endpoints, made against a running emulator.

The SDK parses answers strictly and raises for every status but 2xx, so a call that returns has found what it expects.
Usage: check.py URL API_KEY
"""

import sys

import httpx
from crowdsec_service_api import ApiKeyAuth, Blocklists, Cves, Fingerprints, Info, Integrations, Vendors
from crowdsec_service_api.models import (
    BlocklistIncludeFilters, BlocklistSubscriptionRequest, CVEExploitationPhase, GetCVEsSortBy, GetCVEsSortOrder,
    IntegrationCreateRequest, IntegrationUpdateRequest, SubscribeCVEIntegrationRequest, SubscribeFingerprintIntegrationRequest,
    SubscribeVendorIntegrationRequest, VendorSortBy,
)

URL, KEY = sys.argv[1:]
info, integrations, vendors, cves, fingerprints, blocklists = (
    service(auth=ApiKeyAuth(KEY), base_url=URL) for service in (Info, Integrations, Vendors, Cves, Fingerprints, Blocklists)
)


def every(page):
    """All items of a list, by the SDK's own way from page to page."""
    items = []
    while page is not None:
        items += page.items
        page = page.next()
    return items


def status_of(call):
    """The status of a call that the service must refuse."""
    try:
        call()
    except httpx.HTTPStatusError as error:
        return error.response.status_code
    raise AssertionError("the call was expected to be refused")


def value(member):
    """Enumerations and plain texts alike: the SDK has both, from field to field."""
    return getattr(member, "value", member)


def check_info():
    assert info.get_info().subscription_type == "community"


def check_catalogue():
    for order in GetCVEsSortOrder:
        for by in GetCVEsSortBy:
            assert cves.get_cves(sort_by=by, sort_order=order, detailed=True, size=10).items
            assert fingerprints.get_fingerprint_rules(sort_by=by, sort_order=order, detailed=True, size=10).items
            assert vendors.get_vendor_impact("Microsoft", sort_by=by, sort_order=order).items
        for by in VendorSortBy:
            assert vendors.get_vendors(sort_by=by, sort_order=order).items
    for phase in CVEExploitationPhase:
        assert cves.get_cves(exploitation_phase=phase).total > 0

    assert len(every(cves.get_cves(size=100))) == cves.get_cves().total
    assert len(every(fingerprints.get_fingerprint_rules())) == fingerprints.get_fingerprint_rules().total
    listed = every(vendors.get_vendors())
    assert len(listed) == vendors.get_vendors().total
    for vendor in listed:
        # The SDK leaves "/" alone, so names that hold one are out of its reach.
        if "/" not in vendor.value:
            impact = every(vendors.get_vendor_impact(vendor.value, size=100))
            assert len(impact) == vendor.nb_cves + vendor.nb_fingerprints, vendor.value
    assert vendors.get_vendors(query="Who? Labs", size=1).items[0].value == "Who? Labs"

    assert cves.get_cve("CVE-2024-25600").id == "CVE-2024-25600"
    assert fingerprints.get_fingerprint_rule("microsoft-exchange").id == "microsoft-exchange"
    assert status_of(lambda: cves.get_cve("CVE-1999-99999")) == 404


def check_integrations():
    made = integrations.create_integration(IntegrationCreateRequest(
        name="edge & co #1", entity_type="firewall_integration", output_format="paloalto", description="at the edge", pull_limit=5000,
    ))
    assert made.credentials.password and made.endpoint
    component = integrations.create_integration(IntegrationCreateRequest(
        name="bouncer", entity_type="remediation_component_integration", output_format="remediation_component",
    ))
    assert component.credentials.api_key
    assert {each.id for each in every(integrations.get_integrations(size=1))} == {made.id, component.id}
    assert integrations.get_integrations(tag=["a", "b"]).items == []
    assert integrations.get_integration(made.id).pull_limit == 5000

    changed = integrations.update_integration(IntegrationUpdateRequest(name="edge", pull_limit=None), made.id)
    assert (changed.name, changed.pull_limit, changed.credentials) == ("edge", None, None)
    renewed = integrations.update_integration(IntegrationUpdateRequest(regenerate_credentials=True), made.id)
    assert renewed.credentials.password != made.credentials.password
    return changed, component


def check_subscriptions(integration):
    sides = (
        (vendors.subscribe_integration_to_vendor, SubscribeVendorIntegrationRequest, "Microsoft",
         vendors.get_vendor_subscribed_integrations, vendors.unsubscribe_integration_from_vendor),
        (cves.subscribe_integration_to_cve, SubscribeCVEIntegrationRequest, "CVE-2024-25600",
         cves.get_cve_subscribed_integrations, cves.unsubscribe_integration_from_cve),
        (fingerprints.subscribe_integration_to_fingerprint, SubscribeFingerprintIntegrationRequest, "microsoft-exchange",
         fingerprints.get_fingerprint_subscribed_integrations, fingerprints.unsubscribe_integration_from_fingerprint),
    )
    for subscribe, request, key, subscribed, unsubscribe in sides:
        subscribe(request(name=integration.name), key)
        assert status_of(lambda: subscribe(request(name=integration.name), key)) == 400
        assert [each.name for each in every(subscribed(key, size=1))] == [integration.name]
        unsubscribe(key, integration.name)
        assert status_of(lambda: unsubscribe(key, integration.name)) == 400
        assert every(subscribed(key)) == []


def check_blocklists(firewall, component):
    # By default the SDK asks for the organisation's own and for those shared with it.
    own = every(blocklists.get_blocklists(size=1))
    whole = every(blocklists.get_blocklists(include_filter=[BlocklistIncludeFilters.ALL]))
    assert 0 < len(own) < len(whole)
    blocklist = blocklists.get_blocklist(whole[0].id)
    assert every(blocklists.get_blocklists(include_filter=[BlocklistIncludeFilters.ALL], category=[blocklist.categories[0].name]))

    for integration, remediation in ((firewall, None), (component, "ban")):
        answer = blocklists.subscribe_blocklist(BlocklistSubscriptionRequest(
            ids=[integration.id, "f" * 24], entity_type=value(integration.entity_type), remediation=remediation,
        ), blocklist.id)
        assert answer.updated == [integration.id] and list(answer.errors[0]) == ["f" * 24]
    assert len(every(blocklists.get_blocklist_subscribers(blocklist.id, size=1))) == 2
    assert [each.id for each in every(blocklists.get_blocklists(subscribed_only=True, include_filter=["all"]))] == [blocklist.id]
    assert len(every(blocklists.get_blocklists(exclude_subscribed=True, include_filter=["all"]))) == len(whole) - 1
    blocklists.unsubscribe_blocklist(blocklist.id, component.id)


def check_content(firewall, component):
    vendors.subscribe_integration_to_vendor(SubscribeVendorIntegrationRequest(name=component.name), "Microsoft")
    lines = integrations.get_integration_content(firewall.id, page=1, page_size=10_000, pull_limit=20_000).splitlines()
    assert len(lines) == 10_000
    assert len(integrations.get_integration_content(firewall.id, enable_ip_aggregation=True).splitlines()) > 0
    assert integrations.get_integration_content(firewall.id, page=1_000, page_size=10_000) == ""
    integrations.get_integration_content_stream(component.id, startup=True)
    integrations.get_integration_content_stream(component.id)
    assert integrations.get_integration(component.id).last_pull is not None


def check_deletion(firewall, component):
    assert status_of(lambda: integrations.delete_integration(firewall.id)) == 409
    integrations.delete_integration(firewall.id, force=True)
    integrations.delete_integration(component.id, force=True)
    assert every(integrations.get_integrations()) == []


check_info()
check_catalogue()
firewall, component = check_integrations()
check_subscriptions(firewall)
check_blocklists(firewall, component)
check_content(firewall, component)
check_deletion(firewall, component)
print("the official Python SDK finds everything that it expects")
