"""What a route takes: methods that Allow names, parameters that the document names, and nothing else in silence."""

import re

import pytest

from tellings.service.app import make_inner
from tellings.service.server import Server
from tellings.service.settings import Serving

TYPED = re.compile(r"\{\w+:\w+\}")
ROUTES = {r.path: r.methods for r in make_inner(Server(Serving(library=""))).routes}


@pytest.mark.parametrize("path", sorted(ROUTES))
def test_allow_names_every_method(served, path):
    """OPTIONS and a refused method name all that a path takes, HEAD where it takes GET."""
    methods = set(ROUTES[path]) | ({"HEAD"} if "GET" in ROUTES[path] else set())
    for method, status in (("OPTIONS", 204), ("PATCH", 405)):
        answer = served.client.request(method, TYPED.sub("1", path))
        assert answer.status_code == status
        assert answer.headers["allow"] == ", ".join(sorted(methods)), method


def test_some_paths_take_several_methods():
    """What the test above walks through has paths of every sort."""
    assert len(ROUTES) > 60
    assert {"GET", "POST", "DELETE"} <= set(ROUTES["/v1/feeds"])


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("GET", "/v1/stories?ordr=largest", "no parameter 'ordr' here; did you mean 'order'? known: after, disputed, limit,"),
        ("GET", "/v1/stories?outlet=Gull&utm_source=mail", "no parameter 'utm_source' here; known: after,"),
        ("GET", "/v1/articles/a-1?whole=true", "no parameter 'whole' here; known: none"),
        ("GET", "/v1/stories/s-1/claims?limit=3", "no parameter 'limit' here; known: telling, wait"),
        ("POST", "/v1/articles?outlet=Gull", "no parameter 'outlet' here; known: none"),
        ("DELETE", "/v1/feeds?address=x", "no parameter 'address' here; known: url"),
    ],
)
def test_unknown_parameters_are_refused(served, method, path, said):
    """A filter that is misspelt is no filter: the API names it and those that it knows."""
    answer = served.client.request(method, path, json=[] if method == "POST" else None)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/stories", "/stories.json", "/search?words=ferry", "/feeds/stories.atom", "/library"])
def test_pages_pass_over_what_others_add(served, path):
    """Links that somebody else has marked lead where they led."""
    answer = served.client.get(f"{path}{'&' if '?' in path else '?'}utm_source=mail")
    assert answer.status_code == 200


def test_options_asks_about_a_route_whatever_its_query(served):
    """What may be done with a route does not depend on a parameter that is none."""
    assert served.client.options("/v1/stories?ordr=largest").status_code == 204
