"""Signing in on the page: a token in a cookie, nothing offered that it may not do, problems as pages."""

import time

import httpx
import pytest

from tellings.service.web.signing import local
from tests.service.conftest import AUK, serving, token

PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """Return a server that wants tokens, and a token to read and one to do everything."""
    folder = tmp_path_factory.mktemp("signing")
    secrets = {name: token(folder, "new", name, "--scopes", name) for name in ("read", "admin")}
    with serving(folder, "--rate", "0") as served:
        yield served, secrets


@pytest.fixture
def visitor(guarded):
    """Return somebody's browser, not signed in."""
    with httpx.Client(base_url=guarded[0].address, headers=PAGE, timeout=60) as client:
        yield client


def sign_in(visitor, secret, to=""):
    """Send the form, again where it came too soon after another."""
    while (answer := visitor.post("/sign-in", data={"token": secret, "to": to})).status_code == 429:
        time.sleep(0.5)
    return answer


def test_whoever_is_not_signed_in_is_led_to_the_form_and_back(guarded, visitor):
    """A page leads to the form, the form back to the page; the cookie is for this server and no script."""
    led = visitor.get("/stories?order=largest")
    assert (led.status_code, led.headers["location"]) == (303, "/sign-in?to=/stories%3Forder%3Dlargest")
    form = visitor.get(led.headers["location"])
    assert 'name="to" value="/stories?order=largest"' in form.text
    assert 'href="/add"' not in form.text
    back = sign_in(visitor, guarded[1]["read"], "/stories?order=largest")
    assert (back.status_code, back.headers["location"]) == (303, "/stories?order=largest")
    cookie = back.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie
    assert "secure" not in cookie  # this server speaks http
    assert visitor.get("/stories").status_code == 200


def test_nobody_is_led_away(guarded, visitor):
    """The form leads to addresses of this server only."""
    assert sign_in(visitor, guarded[1]["read"], "//other.example").headers["location"] == "/stories"
    for to in ("https://other.example/", "/\\other.example", "javascript:alert(1)", "/a\nb", "/ä", ""):
        assert local(to) == "/stories"


def test_wrong_token_says_so_and_no_more(guarded, visitor):
    """A token that is not known is refused, its words are not repeated, and guessing is slow."""
    answers = [visitor.post("/sign-in", data={"token": f"tell_{n}-guess"}) for n in range(5)]
    answers.append(sign_in(visitor, "tell_last-guess"))
    told = {a.status_code for a in answers}
    assert told == {403, 429}
    first = next(a for a in answers if a.status_code == 403)
    assert "not known here" in first.text
    assert "-guess" not in first.text
    assert "set-cookie" not in first.headers


def test_signing_out_forgets_the_token(guarded, visitor):
    """The button takes the cookie away, and the next page asks again."""
    visitor.cookies.set("tellings_token", guarded[1]["admin"])
    page = visitor.get("/stories")
    assert page.status_code == 200
    out = visitor.post("/sign-out")
    assert out.headers["location"] == "/sign-in?out=yes"
    assert 'tellings_token=""' in out.headers["set-cookie"] or "tellings_token=;" in out.headers["set-cookie"]
    assert "max-age=0" in out.headers["set-cookie"].lower()


def test_what_a_token_may_not_do_is_not_offered_and_refused(guarded, visitor):
    """A reader sees no way to add or to forget, and gets a page that says why where they try all the same."""
    visitor.headers["Authorization"] = f"Bearer {guarded[1]['read']}"
    assert 'action="/add/text"' not in visitor.get("/add").text
    refused = visitor.post("/add/text", data={"text": AUK[0]["text"]})
    assert refused.status_code == 403
    assert "scope" in refused.text
    assert refused.headers["content-type"].startswith("text/html")
    visitor.headers["Authorization"] = f"Bearer {guarded[1]['admin']}"
    assert 'action="/add/text"' in visitor.get("/add").text
    assert "Sign out" in visitor.get("/add").text


def test_problems_are_pages_for_people_and_details_for_programs(guarded):
    """The same refusal: a page where a browser asks, RFC 9457 where a program does."""
    served, secrets = guarded
    bearer = {"Authorization": f"Bearer {secrets['admin']}"}
    for path, status in (("/articles/nope", 404), ("/stories/nope", 404), ("/nowhere", 404), ("/stories?order=odd", 400)):
        page = served.client.get(path, headers=bearer | PAGE)
        told = served.client.get(path, headers=bearer)
        assert (page.status_code, told.status_code) == (status, status)
        assert page.headers["content-type"].startswith("text/html")
        assert "<h1>" in page.text
        assert told.headers["content-type"].startswith("application/problem+json")
        assert told.json()["status"] == status
    wrong = httpx.get(served.address, headers=PAGE | {"Host": "other.example"})
    assert wrong.status_code == 421
    assert wrong.headers["content-type"].startswith("text/html")


def test_too_many_requests_are_told_as_a_page(tmp_path):
    """A browser that asks too often gets a page that says so, and when to come back."""
    with serving(tmp_path, "--rate", "1") as served:
        answers = [served.client.get("/stories", headers=PAGE) for _ in range(6)]
    last = next(a for a in answers if a.status_code == 429)
    assert "Too many requests" in last.text
    assert last.headers["retry-after"].isdecimal()
