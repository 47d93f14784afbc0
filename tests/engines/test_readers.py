"""What readers do, over three engines: reading, searching, tables, previews, addresses, offline."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from datapages.language.messages import t
from tests.browser.conftest import ABSENT
from tests.conftest import Server
from tests.engines import programs
from tests.engines.reader import Reader, console_of_webkit

CHAPTER = "1-basqaru/1-1-organdar/"
REGIONS = "birlikter/"
POPULATION = "korsetkishter/halyq/"
BOX = "[data-md-component=search-query]"
RESULT = ".md-search-result__link"
# Chromium opens pages of all these kinds in tests/browser/, where the console is heard, too.
FEW = ("", CHAPTER, REGIONS, ABSENT)
ONE = "1-basqaru/"  # that what drives Chromium here works, too
OTHERS = (
    "taraular/", "1-basqaru/zan-salystyru/", "birlikter/audandar/", "birlikter/zhambyl/",
    "birlikter/zhambyl/taraz/", "birlikter/sanattar/", "korsetkishter/", POPULATION, "derekkozder/",
    "sozdik/", "jukteu/", "sait-turaly/",
)  # fmt: skip

# What tests/browser/ has of Chromium, by more than one test: here it is for the long run.
in_browser_too = pytest.mark.exhaustive


def in_view(reader: Reader, selector: str) -> None:
    reader.until(
        """selector => {
             const { top, bottom } = document.querySelector(selector)?.getBoundingClientRect() ?? {}
             return top < innerHeight && bottom > 0
           }""",
        selector,
    )


def search(reader: Reader, text: str) -> None:
    reader.click(BOX)
    reader.type(text)
    reader.text(RESULT)


@pytest.mark.parametrize(
    "path",
    [
        ONE,
        *(pytest.param(path, marks=pytest.mark.exhaustive) for path in FEW + OTHERS),
    ],
)
def test_a_page_opens_in_order_and_without_a_word_on_the_console(reader: Reader, path: str) -> None:
    reader.goto(path)
    reader.ready()
    assert reader.text("h1")
    width, inner = reader.run("() => [document.documentElement.scrollWidth, innerWidth]")
    assert width <= inner
    reader.resize(375)
    reader.until("() => innerWidth < 500 && document.documentElement.scrollWidth <= innerWidth")


def test_moving_on_is_instant_and_back_leads_back(reader: Reader) -> None:
    reader.goto(CHAPTER)
    reader.ready()
    reader.run("() => { window.same = true }")
    reader.run("() => scrollTo(0, 1500)")
    # Material notes where a page was left a tenth of a second after it came to rest.
    reader.until("() => Math.abs(history.state?.y - 1500) < 2")
    reader.click(".md-sidebar--primary a[href$='1-2-aimaq/']")
    reader.arrive("1-basqaru/1-2-aimaq/")
    reader.text("h1", "1.2")
    assert reader.run("() => window.same"), "the page was swapped, not loaded"
    reader.until("() => history.state?.y === 0")  # a Back before that would take this place along
    reader.back()
    reader.arrive(CHAPTER)
    reader.text(".official-title")
    reader.until("() => Math.abs(scrollY - 1500) < 60")


@in_browser_too
def test_a_figure_shows_its_source_and_leads_to_its_row(reader: Reader) -> None:
    reader.goto("kirispe/")
    reader.ready()
    reader.click("article .value__figure")
    reader.text(".value__source:popover-open", t("figure.source"))
    reader.click(".value__source:popover-open a", "Кестедегі жолы")
    reader.until("() => location.hash")
    in_view(reader, f"tr#{reader.url.partition('#')[2]}")


@in_browser_too
def test_escape_closes_the_source_of_a_figure(reader: Reader) -> None:
    reader.goto("kirispe/")
    reader.ready()
    reader.click("article .value__figure")
    reader.text(".value__source:popover-open")
    reader.press("Escape")
    reader.until("() => !document.querySelector('.value__source:popover-open')")


@in_browser_too
def test_a_table_is_sorted_and_filtered(reader: Reader) -> None:
    reader.goto(REGIONS)
    reader.ready()
    names = """() => [...document.querySelector("figure.data-table").querySelectorAll("tbody th")]
                 .filter(one => one.checkVisibility()).map(one => one.innerText)"""
    reader.click("thead button", "Атауы")
    reader.until("() => document.querySelector('thead th').ariaSort === 'ascending'")
    first = [name.split()[0] for name in reader.run(names)]
    assert first.index("Ақтөбе") < first.index("Алматы") < first.index("Астана")
    assert first.index("Жетісу") < first.index("Қарағанды") < first.index("Қостанай")
    reader.click(".table-tools input, figure.data-table input")
    reader.type("жамбыл")
    reader.until(f"() => String(({names})()) === 'Жамбыл облысы'")
    reader.text("[role=status]", "көрсетілгені: 1")


@in_browser_too
def test_a_citation_is_previewed_under_the_pointer(reader: Reader) -> None:
    reader.goto(CHAPTER)
    reader.ready()
    reader.hover("article p > a.cite[href$='#zan-148']")
    assert "ресми" in reader.text("#__preview", "№ 148-II")
    reader.press("Escape")
    reader.until("() => !document.querySelector('#__preview').checkVisibility()")


@in_browser_too
def test_a_tap_opens_a_sheet(reader: Reader) -> None:
    reader.goto(CHAPTER)
    reader.resize(375)
    reader.ready()
    reader.run(
        """() => document.querySelector("article p > a.cite").dispatchEvent(new PointerEvent(
             "click", { bubbles: true, cancelable: true, pointerType: "touch" }))"""
    )
    reader.text(".sheet", "Ашу")
    low, width = reader.run(
        """() => [document.querySelector(".sheet").getBoundingClientRect().bottom - innerHeight,
                  document.documentElement.scrollWidth - innerWidth]"""
    )
    assert low <= 1
    assert width <= 0
    reader.press("Escape")
    reader.until("() => !document.querySelector('.sheet')?.checkVisibility()")


@in_browser_too
def test_the_colours_that_were_chosen_stay(reader: Reader) -> None:
    reader.goto("")
    reader.ready()
    scheme = "() => document.body.dataset.mdColorScheme"
    reader.click("label[for^=__palette]")
    reader.click("label[for^=__palette]")
    reader.until(f"() => ({scheme})() === 'slate'")
    reader.reload()
    assert reader.run(scheme) == "slate"
    reader.goto(CHAPTER)
    assert reader.run(scheme) == "slate"


@in_browser_too
def test_a_search_leads_to_the_section_with_its_words_marked(reader: Reader) -> None:
    reader.goto("sozdik/")
    reader.ready()
    search(reader, "орталықсыздандырумен")
    # the answer to all that was typed, not to its beginning
    reader.until(
        f"() => decodeURIComponent(document.querySelector('{RESULT}').href)"
        ".includes('=орталықсыздандыр')"
    )
    reader.press("ArrowDown")
    reader.until(f"() => document.activeElement.matches('{RESULT}')")
    reader.press("Enter")
    reader.until("() => /[?]h=.+#./.test(location.href)")
    reader.until(
        """() => [...document.querySelectorAll(".md-content article mark")]
             .some(one => one.textContent.toLowerCase().startsWith("орталықсыздандыр"))"""
    )


@in_browser_too
def test_a_search_tells_the_figure_and_closes_by_escape(reader: Reader) -> None:
    reader.goto("")
    reader.ready()
    reader.press("/")
    reader.until(f"() => document.activeElement.matches('{BOX}')")
    reader.type("халқы тараз 2021")
    reader.text(".search-kk-card", "362 965 адам")
    reader.press("Escape")
    reader.until("() => !document.querySelector('#__search').checked")


@in_browser_too
def test_a_shared_search_is_restored(reader: Reader) -> None:
    reader.goto(f"?q={quote('quqyqtar')}")
    reader.text(RESULT)
    assert reader.run(f"() => document.querySelector('{BOX}').value") == "quqyqtar"


@in_browser_too
@pytest.mark.parametrize("path", [f"{CHAPTER}#maslihat", f"{REGIONS}#regions-zhambyl"])
def test_an_address_opens_below_the_header(reader: Reader, path: str) -> None:
    reader.goto(path)
    reader.ready()
    reader.until(
        """id => {
             const { top } = document.getElementById(id).getBoundingClientRect()
             const { bottom } = document.querySelector(".md-header").getBoundingClientRect()
             return bottom <= top && top <= bottom + 200
           }""",
        path.split("#")[1],
    )


@in_browser_too
def test_the_sign_of_a_heading_offers_its_addresses(reader: Reader) -> None:
    reader.goto(CHAPTER)
    reader.ready()
    reader.hover("#maslihat")
    reader.click("#maslihat .headerlink")
    reader.text(".address-menu:popover-open", "Markdown")
    reader.press("Escape")
    reader.until("() => !document.querySelector('.address-menu:popover-open')")


@in_browser_too
def test_what_was_read_opens_without_a_connection(reader: Reader, own: Server) -> None:
    for path in ("", CHAPTER):
        reader.goto(path)
        reader.until("() => Boolean(navigator.serviceWorker.controller)")
        reader.until("async path => Boolean(await caches.match(path))", reader.address + path)
    own.gone = True
    reader.goto(CHAPTER)
    reader.text("h1", "1.1")
    reader.goto("")
    assert reader.run("() => getComputedStyle(document.body).display") == "flex"
    reader.goto("qorytyndy/")
    reader.text("h1", "Байланыс жоқ")
    reader.messages()  # that it is gone may be said


# Opens pages one after another in a frame, and says when it has come to the end.
FRAMES = """
for (const path of PATHS) await new Promise(done => {
  const frame = document.createElement("iframe")
  frame.onload = () => setTimeout(() => (frame.remove(), done()), 500)
  frame.src = path
  document.body.append(frame)
})
console.error("That was all")
"""


@pytest.mark.exhaustive
def test_webkit_has_nothing_to_say_of_any_kind_of_page(own: Server) -> None:
    """Its console is heard only where nobody drives it."""
    found = programs.webkit() or pytest.skip(programs.HELP["webkit"])
    folder, address = Path(own.folder), f"http://127.0.0.1:{own.server_port}/"
    (folder / "frames.html").write_text(
        '<!doctype html><body><script type="module" src="frames.js"></script>', encoding="utf-8"
    )
    script = FRAMES.replace("PATHS", json.dumps([address + path for path in FEW + OTHERS]))
    (folder / "frames.js").write_text(script, encoding="utf-8")
    said = console_of_webkit(found[1], f"{address}frames.html", "That was all")
    assert len(said) == 1, said
