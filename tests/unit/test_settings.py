from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.theme import Theme

import events
import mkdocs_adapter
from datapages.base.diagnostics import ContentError
from datapages.build import options

THEME = Theme(name="material", font=False)


def config(**changes: object) -> MkDocsConfig:
    made = MkDocsConfig(str(Path("mkdocs.yml")))
    given = {"site_name": "Сайт", "site_url": "https://a.b/", "theme": THEME}
    made.load_dict(given | changes)
    return made


@pytest.mark.parametrize(
    "url",
    ["http://'$host/", "https://a.b/a b;}evil{/", "https://a.b/%20/", 'https://a.b/"><x>/',
     "https://a.b/\nX-Evil: 1/", "https://user:pass@a.b/", "ftp://a.b/", "https://a.b/?x=1/",
     "https://a.b/../../", "https://қала.kz/", "https://a.b:99999/", "https://a[b]/",
     "https://a.b:0/", "https://.../", "https://a..b/", "https://-/", "https://a.b-/", "https://a.b./",
     "https://a.b/\\c/", "https://a.b/\u202ec/", "https://a.b/#x/", "https://[fe80::1%25eth0]/",
     f"https://{'a' * 64}.b/"],
)  # fmt: skip
def test_a_hostile_or_wrong_address_of_the_site_is_told_in_one_sentence(url: str) -> None:
    with pytest.raises(ConfigurationError, match="site_url") as refused:
        mkdocs_adapter.check_settings(config(site_url=url))
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://a.b/",
        "http://127.0.0.1:8000/",
        "http://[::1]:8000/",
        "https://a.b/kitap/1.2_3~4/",
        "https://localhost/",
        "https://xn--80ak6aa92e.com:443/",
        "https://a-1.b.c/",
    ],
)
def test_an_address_of_plain_letters_is_taken(url: str) -> None:
    mkdocs_adapter.check_settings(config(site_url=url))


def test_addresses_that_end_in_html_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="use_directory_urls"):
        mkdocs_adapter.check_settings(config(use_directory_urls=False))


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_build_in_parts_is_refused_in_a_sentence(command: str) -> None:
    events.on_startup(command, dirty=False)
    with pytest.raises(ConfigurationError, match=r"^--dirty is not supported"):
        events.on_startup(command, dirty=True)
    events.on_startup("build", dirty=False)


def test_a_key_of_mkdocs_yml_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(
        "site_name: !ENV [X, а]\nplugins: &a [x: {a: 1}]\nother: *a\n"
        "theme:\n  name: b\n  'name': c\nsite_name: г\nextra: [{d: 1, d: 2}]\n",
        encoding="utf-8",
    )
    made = config()
    made.config_file_path = str(path)
    assert sorted(map(str, mkdocs_adapter.setting_problems(made))) == [
        "mkdocs.yml:6: theme.name: this key stands twice",
        "mkdocs.yml:7: site_name: this key stands twice",
        "mkdocs.yml:8: extra[0].d: this key stands twice",
    ]


@pytest.mark.parametrize("text", ['x"><script>y()</script>', "<b>", 'a"b', " JavaScript:y()"])
@pytest.mark.parametrize(
    "given",
    [
        {"repo_url": "{}"},
        {"repo_name": "{}"},
        {"edit_uri": "{}"},
        {"extra": {"report_to": "{}"}},
        {"extra": {"social": [{"link": "{}"}]}},
        {"theme": {"name": "material", "features": ["{}"]}},
        {"theme": {"name": "material", "palette": [{"toggle": {"name": "{}"}}]}},
    ],
)
def test_texts_that_material_writes_as_they_are_hold_no_markup(
    given: dict[str, object], text: str
) -> None:
    """A script of theirs would stand on the page of errors, whose scripts the policy allows."""
    made = json.loads(json.dumps(given).replace("{}", json.dumps(text)[1:-1]))
    theme = Theme(**made.pop("theme", {"name": "material"}))
    (refused,) = mkdocs_adapter.setting_problems(config(**made, theme=theme))
    assert str(refused).startswith(f"mkdocs.yml: {next(iter(given))}: ")


def test_the_copyright_is_html_that_only_shows() -> None:
    told = [*mkdocs_adapter.setting_problems(config(copyright="<script>x()</script> <b>y</b>"))]
    assert [problem.key for problem in told] == ["copyright: <script>"]


def test_an_address_that_was_forgotten_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    mkdocs_adapter.check_settings(config(site_url=""))
    (said,) = caplog.messages
    assert "site_url (SITE_URL) is not set" in said
    assert caplog.records[0].name == "site"  # no warning of MkDocs, which stops a strict build


def files(*paths: str) -> Files:
    return Files([File(path, "docs", "site", use_directory_urls=True) for path in paths])


@pytest.mark.parametrize("epoch", ["", "-1", "abc", "1.5", "9" * 30, "4294967296", "١٢", " 1"])
def test_a_time_of_the_edition_that_is_none_is_told(
    epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ConfigurationError, match=r"^SOURCE_DATE_EPOCH is .*: expected seconds"):
        mkdocs_adapter.check_settings(config())
    for sound in ("0", "1760000000", "4294967295"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", sound)
        mkdocs_adapter.check_settings(config())


@pytest.mark.parametrize(
    "name", ["korset/index.md", "korset/index.html.md", "korset/index.html", "Korset.md"]
)
def test_two_files_of_one_address_are_refused(name: str) -> None:
    """MkDocs writes the later one over the earlier, or stops with a traceback."""
    assert not mkdocs_adapter.address_problems(files("index.md", "korset.md"))
    (refused,) = mkdocs_adapter.address_problems(files("index.md", "korset.md", name))
    assert "its address is that of docs/" in str(refused)


def test_a_site_without_a_home_page_is_refused() -> None:
    (refused,) = mkdocs_adapter.address_problems(files("korset.md"))
    assert str(refused) == "docs/index.md: this page is required"


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\x00", "\u00ad"])
@pytest.mark.parametrize(
    "given",
    [
        {"site_name": "а{}"},
        {"site_author": "а{}"},
        {"site_description": "а{}"},
        {"copyright": "а{}"},
        {"nav": [{"а{}": "index.md"}]},
        {"nav": [{"а": [{"б": [{"в{}": "index.md"}]}]}]},
    ],
)
def test_signs_that_nobody_sees_are_refused_in_mkdocs_yml(
    given: dict[str, object], sign: str
) -> None:
    assert not [*mkdocs_adapter.setting_problems(config(**given))]
    hidden = json.loads(json.dumps(given).replace("{}", json.dumps(sign)[1:-1]))
    (refused,) = mkdocs_adapter.setting_problems(config(**hidden))
    assert re.fullmatch(rf"mkdocs.yml: \w+: character U\+{ord(sign):04X} .*", str(refused))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"extra_css": ["https://a.b/x.css"]}, "extra_css: 'https://a.b/x.css': expected the path"),
        ({"extra_css": ["//a.b/x.css"]}, "extra_css"),
        ({"extra_css": ["javascript:x"]}, "extra_css"),
        ({"extra_css": ["../x.css"]}, "extra_css"),
        ({"extra_css": ["index.md"]}, "extra_css"),
        ({"extra_javascript": ["https://a.b/x.js"]}, "extra_javascript"),
        ({"extra_javascript": [{"path": "data:,x.js"}]}, "extra_javascript"),
        ({"extra_javascript": ["a.html"]}, "extra_javascript"),
        (
            {"theme": Theme(name="material", font={"text": "Roboto"})},
            r"theme\.font: expected false",
        ),
    ],
)
def test_what_comes_from_another_host_or_is_no_file_of_its_kind_is_refused(
    given: dict[str, object], said: str
) -> None:
    """The policy of the pages forbids it: readers would see another page than the writer."""
    made = config(**given)
    with pytest.raises(ConfigurationError, match=f"^{said}"):
        mkdocs_adapter.check_settings(made)


@pytest.mark.parametrize("place", ["data/site", "zhazba", "addresses/a", "hooks/theme/x", "look"])
def test_a_site_does_not_lie_in_what_it_is_made_of(place: str, tmp_path: Path) -> None:
    """The next build would take it for data, or for files of the theme: it doubled each time."""
    made = config(
        site_dir=str(tmp_path / place),
        extra={"datapages": {"addresses": "zhazba"}},
        theme=Theme(name="material", custom_dir=str(tmp_path / "look")),
    )
    made.config_file_path = str(tmp_path / "mkdocs.yml")
    if place.startswith("addresses"):
        mkdocs_adapter._check_site_dir(made)
        return
    with pytest.raises(ConfigurationError, match=r"site_dir is .*, which it is made of"):
        mkdocs_adapter._check_site_dir(made)


def test_a_template_of_addresses_runs_nothing() -> None:
    made = config(edit_uri="")
    made.edit_uri_template = "javascript:x({path})"
    (refused,) = mkdocs_adapter.setting_problems(made)
    assert str(refused).startswith("mkdocs.yml: edit_uri_template: ")


@pytest.mark.parametrize(
    "given",
    [
        {"data": "/"},
        {"data": ".."},
        {"data": "a/../.."},
        {"addresses": "/proc"},
        {"stemmer": "/dev"},
        {"units_folder": "index.html"},
        {"downloads": {"folder": "404.html"}},
    ],
)
def test_folders_are_of_the_project_and_no_files_of_the_site(given: dict[str, object]) -> None:
    """«/» was gone through to its end, and a file of the site met a folder of its name."""
    (name,) = given
    with pytest.raises(ContentError) as refused:
        options.check({"data": "data", "sources_page": "a.md"} | given)
    assert any(one.key.startswith(f"extra.datapages.{name}") for one in refused.value.problems)


@pytest.mark.parametrize(
    ("name", "path"),
    [("llms.txt", "llms.txt"), ("fail/ui.csv", "fail/ui.csv")],
)
def test_no_file_of_docs_stands_in_the_place_of_one_that_is_made(
    name: str, path: str, tmp_path: Path
) -> None:
    """It was left out without a word."""
    made = config(docs_dir=str(tmp_path))
    written = Files([File(name, str(tmp_path), "site", use_directory_urls=True)])
    with pytest.raises(ContentError, match=f"docs/{name}: the build makes a file of this name"):
        mkdocs_adapter.add(written, made, path, "x")


@pytest.mark.parametrize("name", ["offline.json", "sitemap.xml.gz", "search/a.json"])
def test_no_file_of_docs_stands_where_one_is_made_last(name: str, tmp_path: Path) -> None:
    written = Files([File(name, str(tmp_path), "site", use_directory_urls=True)])
    found = mkdocs_adapter.static_problems(written, config(docs_dir=str(tmp_path)))
    (refused,) = (one for one in found if one.file.startswith("docs/"))
    assert (
        str(refused) == f"docs/{name}: the build makes a file of this name: expected another name"
    )


def test_a_home_page_that_is_left_out_is_missing() -> None:
    written = files("index.md")
    written.src_uris["index.md"].inclusion = InclusionLevel.EXCLUDED
    assert [str(one) for one in mkdocs_adapter.address_problems(written)] == [
        "docs/index.md: this page is required"
    ]
