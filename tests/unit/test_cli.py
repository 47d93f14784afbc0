"""MkDocs' command line as `make` runs it."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, TemplateSyntaxError
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError

import mkdocs_cli
import mkdocs_errors
import mkdocs_settings
from tests.conftest import ROOT


@pytest.mark.parametrize("name", ["site_url", "repo_url"])
@pytest.mark.parametrize(
    "url",
    ["https://[::1/", "http://[/", "http://]/", "https://a.b:99999/", "https://a.b:x/",
     "https://[v9.x/", "https://\u2100.kz/", "https://[1.2.3.4/"],
)  # fmt: skip
def test_an_address_that_mkdocs_stumbles_over_is_told_in_one_sentence(
    name: str,
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{name}: !ENV [URL, x]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("URL", url)
    monkeypatch.setattr("sys.argv", ["mkdocs", "build"])
    assert mkdocs_cli.main() == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"Error: mkdocs.yml: {name} is {url!a}: ")


def test_whatever_mkdocs_stumbles_over_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["mkdocs", "build", "-f", "other.yml"])

    def broken() -> None:
        raise ValueError("one\n  two")

    monkeypatch.setattr(mkdocs_cli, "cli", lambda prog_name: broken())
    assert mkdocs_cli.main() == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith("Error: mkdocs.yml: ValueError: one two (test_cli.py:")


BOMB = "".join(
    f"{after}: &{after} [{', '.join([f'*{name}'] * 9)}]\n"
    for name, after in pairwise("abcdefghijk")
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("site_url: https://a.b/", None),
        ("\ufeffsite_url: https://a.b/\r\nx: !ENV [X, !!python/name:os.getcwd ]\r\n", None),
        ("site_url: 5", None),  # MkDocs says what is wrong
        ("- site_url", None),
        ("", None),
        ("site_url: 'http://[/'", "mkdocs.yml: site_url is 'http://[/': Invalid IPv6 URL"),
        ("theme: {logo: 'http://[/'}", "mkdocs.yml: theme.logo is 'http://[/': Invalid IPv6 URL"),
        ("nav: [{а: [{б: '//[x'}]}]", "mkdocs.yml: nav[0].а[0].б is '//[x': Invalid IPv6 URL"),
        ("nav: [{а: 'JavaScript:x()'}]", "mkdocs.yml: nav[0].а: expected a page"),
        ("nav: [{а: [{2024: a.md}]}]", "mkdocs.yml: nav[0].а[0]: 2024: expected a name"),
        ('extra: {datapages: {data: "a\\0"}}', "mkdocs.yml: extra.datapages.data: character U+0"),
        ("hooks: []\nextra: {datapages: {data: a}}", "mkdocs.yml: hooks: expected hooks/events.py"),
        ("hooks: [hooks/events.py]\nextra: {datapages: {data: a}}", None),
        ("extra_templates: [a.html, 5]", "mkdocs.yml: extra_templates: expected a list of texts"),
        ("INHERIT: [a.yml]", "mkdocs.yml: INHERIT: expected the path of another file"),
        ("INHERIT: mkdocs.yml", "mkdocs.yml: INHERIT: expected the path of another file"),
        ("theme: {features: 5}", "mkdocs.yml: theme.features: expected a list"),
        ("theme: {name: [a]}", "mkdocs.yml: theme.name: expected a text"),
        ("theme: {custom_dir: 5}", "mkdocs.yml: theme.custom_dir: expected a text"),
        ("theme: {static_templates: [5]}", "mkdocs.yml: theme.static_templates: expected a list"),
        ("theme: {palette: x}", "mkdocs.yml: theme.palette: expected a list or a mapping"),
        ("theme: {palette: {a: b}, features: []}\nnav: [a.md, {б: [в.md]}]", None),
        ("\nsite_url: [", "mkdocs.yml:2: not valid YAML: "),
        ("a:\n\tb: 1", "mkdocs.yml:2: not valid YAML: "),
        ("a: \x1b", "mkdocs.yml:1: character U+001B is not allowed"),
        ("a: b\n---\nc: d\n", "mkdocs.yml:2: one document a file"),
        ("a: " + "[" * 40_000 + "]" * 40_000, "mkdocs.yml:1: nested deeper than 30 levels"),
        (f"a: &a [x, x]\n{BOMB}nav: *k", "mkdocs.yml:2: alias *a is not allowed"),
        ("a: &a [*a]", "mkdocs.yml:1: alias *a is not allowed"),
        ("\nx: !!python/object/apply:os._exit [7]", "mkdocs.yml:2: tag tag:yaml.org,2002:python"),
        ("# " + "x" * 10_000_000, "mkdocs.yml: expected at most 10 MB"),
    ],
)  # fmt: skip
def test_settings_that_mkdocs_should_not_read_are_told_with_their_line(
    written: str, said: str | None, tmp_path: Path
) -> None:
    config = tmp_path / "mkdocs.yml"
    assert mkdocs_settings.unreadable(config) is None, "no file"
    config.write_text(written, encoding="utf-8")
    told = mkdocs_settings.unreadable(config)
    assert told == said if said is None else told and told.startswith(said)


def test_settings_that_are_no_text_or_no_file_are_told(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_bytes(b"a: b\n# \xff\n")
    assert mkdocs_settings.unreadable(config) == "mkdocs.yml:2: not UTF-8: save it in that encoding"
    config.unlink()
    config.symlink_to("nowhere.yml")
    assert "expected a plain file" in str(mkdocs_settings.unreadable(config))


def test_a_wrong_option_of_an_extension_is_told_without_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: x\nmarkdown_extensions: [{toc: {zhoq: 1}}]\n", encoding="utf-8")
    monkeypatch.setattr(mkdocs_cli, "cli", lambda prog_name: load_config(str(config)))
    monkeypatch.chdir(tmp_path)
    assert mkdocs_cli.main() == 1
    (said,) = (message for message in caplog.messages if "toc" in message)
    assert said.endswith("Failed to load extension 'toc'. KeyError: 'zhoq'")


def test_the_commands_of_make_keep_docstrings() -> None:
    """Published schemas tell their fields by them."""
    done = subprocess.run(
        ["make", "--no-print-directory", "--eval", "shown: ; @echo [$$PYTHONOPTIMIZE]", "shown"],
        cwd=ROOT,
        env=os.environ | {"PYTHONOPTIMIZE": "2"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_what_happened_is_told_without_the_way_there(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("config")
    log.addFilter(mkdocs_errors.WithoutFrames())
    log.error(
        "Failed to load 'toc'.\n  File \"a.py\", line 1, in x\n    y(\n   ^^^\nKeyError: 'z'\n"
    )
    log.error("Expected %s\n  or nothing", "x")
    assert caplog.messages == ["Failed to load 'toc'. KeyError: 'z'", "Expected x\n  or nothing"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BuildError("x\ny"), "x\ny"),
        (OSError(28, "No space left on device", "site/a.html"), "site/a.html: No space left"),
        (
            shutil.Error([("a", "b", "[Errno 28] No room: 'b'"), ("c", "d", "x")]),
            "[Errno 28] No room",
        ),
        (KeyError("x"), "KeyError: 'x'"),
        (MemoryError(), "MemoryError"),
        (ValueError("x" * 10_000), "ValueError: xxx"),
    ],
)
def test_an_error_is_told_in_a_sentence(error: Exception, said: str) -> None:
    told = mkdocs_errors.sentence(error)
    assert told.startswith(said)
    assert len(told) < 1_100


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_with_the_file_that_did_not_fit(tmp_path: Path) -> None:
    source, page = tmp_path / "logo.png", tmp_path / "index.html"
    source.write_bytes(b"x" * 9)
    page.symlink_to("/dev/full")
    for write in (lambda: page.write_text("x"), lambda: shutil.copyfile(source, page)):
        with pytest.raises(OSError, match="No space left") as full:
            write()
        assert mkdocs_errors.sentence(full.value) == f"{page}: No space left on device"


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError) as refused:
        Environment(loader=FileSystemLoader(tmp_path), autoescape=True).get_template("a.html")
    assert mkdocs_errors.sentence(refused.value) == f"{tmp_path / 'a.html'}: not UTF-8"


def test_a_template_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("x\n{% zhoq %}", encoding="utf-8")
    with pytest.raises(TemplateSyntaxError) as refused:
        Environment(loader=FileSystemLoader(tmp_path), autoescape=True).get_template("a.html")
    assert mkdocs_errors.sentence(refused.value).startswith(f"{tmp_path / 'a.html'}:2: ")


@pytest.mark.parametrize("value", ["2024-13-45", "9" * 5000, "0x_", "2001-12-14t21:59:43-25:00"])
def test_a_variable_that_is_no_value_is_named(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyYAML takes it for a day or a number, and stumbles."""
    config = tmp_path / "mkdocs.yml"
    config.write_text('site_url: !ENV [URL, ""]\nextra: {a: !ENV OTHER}\n', encoding="utf-8")
    monkeypatch.setenv("URL", value)
    monkeypatch.delenv("OTHER", raising=False)
    said = mkdocs_settings.unreadable(config)
    assert said is not None
    assert said.startswith("mkdocs.yml: a value that looks like a day or a number is none, URL is ")
    assert "OTHER" not in said
