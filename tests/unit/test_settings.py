from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

import mkdocs_adapter


def config(**changes: object) -> MkDocsConfig:
    made = MkDocsConfig(str(Path("mkdocs.yml")))
    made.load_dict({"site_name": "Сайт", "site_url": "https://a.b/"} | changes)
    return made


@pytest.mark.parametrize(
    "url",
    ["http://'$host/", "https://a.b/a b;}evil{/", "https://a.b/%20/", 'https://a.b/"><x>/',
     "https://a.b/\nX-Evil: 1/", "https://user:pass@a.b/", "ftp://a.b/", "https://a.b/?x=1/",
     "https://a.b/../../", "https://қала.kz/"],
)  # fmt: skip
def test_a_hostile_or_wrong_address_of_the_site_is_told_in_one_sentence(url: str) -> None:
    with pytest.raises(ConfigurationError, match="site_url") as refused:
        mkdocs_adapter.check_settings(config(site_url=url))
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    ["https://a.b/", "http://127.0.0.1:8000/", "http://[::1]:8000/", "https://a.b/kitap/1.2_3~4/"],
)
def test_an_address_of_plain_letters_is_taken(url: str) -> None:
    mkdocs_adapter.check_settings(config(site_url=url))


def test_addresses_that_end_in_html_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="use_directory_urls"):
        mkdocs_adapter.check_settings(config(use_directory_urls=False))


def test_an_address_that_was_forgotten_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    mkdocs_adapter.check_settings(config(site_url=""))
    (said,) = caplog.messages
    assert "site_url (SITE_URL) is not set" in said
    assert caplog.records[0].name == "site"  # no warning of MkDocs, which stops a strict build
