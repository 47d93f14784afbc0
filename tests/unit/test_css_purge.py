from __future__ import annotations

from pathlib import Path

import pytest

from datapages.output import css_purge
from datapages.output.css_purge import Used


def small(css: str, page: str = "", script: str = "") -> str:
    held = css_purge.in_pages([page])
    return css_purge.purge(css, held | css_purge.in_script(script, held)).strip()


PAGE = (
    '<script src="../calculator.js"></script>'
    '<body dir="ltr"><p class="lead first" id=top hidden>…</p><input type="checkbox"></body>'
)


@pytest.mark.parametrize(
    "selector",
    [
        "p", ".lead", ".lead.first", "#top", "body>p", "p:not(.absent)", "p::before", "[hidden]",
        "[dir=ltr] p", "*", ":root", "input[type=checkbox]:checked~p", "p:is(.lead,.absent)",
        "[class^=le]",
    ],
)  # fmt: skip
def test_what_could_match_is_kept(selector: str) -> None:
    assert small(f"{selector}{{color:red}}", PAGE) == f"{selector}{{color:red}}"


@pytest.mark.parametrize(
    "selector",
    [
        "table", ".absent", ".lead.absent", "#bottom", "body>table", "[data-x]", "[dir=rtl] p",
        "p:is(.absent,.other)", "p:has(table)", "p .lead table", ".calculator",
    ],
)  # fmt: skip
def test_what_nothing_can_match_goes(selector: str) -> None:
    assert small(f"{selector}{{color:red}}", PAGE) == ""
    assert small(f"p,{selector}{{color:red}}", PAGE) == "p{color:red}"


def test_what_a_script_may_make_is_kept() -> None:
    assert small(".made{color:red}", script='node.className = "made"')
    assert small("[data-state=on] i{color:red}", script='x("i").dataset("data-state","on")')


def test_a_feature_of_material_needs_its_occasion_in_a_page() -> None:
    css, script = ".tabbed-labels{color:red}", '"tabbed-labels"'
    assert small(css, "", script) == ""
    assert small(css, '<div class="tabbed-set">', script)
    tooltip, config = (
        ".md-tooltip{color:red}",
        '<script>{"features": ["content.tooltips"]}</script>',
    )
    assert small(tooltip, "", '"md-tooltip"') == ""
    assert small(tooltip, config, '"md-tooltip"')


def test_an_element_that_scripts_speak_of_needs_one_in_a_page() -> None:
    css, script = "p code{color:red}", "const { code } = event"
    assert small(css, '<p><td data-column="code">', script) == ""
    assert small(css, "<p><code>", script)


def test_rules_for_tables_without_a_class_need_one_in_a_page() -> None:
    bare, script = "table:not([class])", 'one.closest("table")'
    for page in ("<p><tr>", '<p><table class="figures"><tr>', '<p><table id="x" class="a"><tr>'):
        for selector in (bare, f"{bare} tr", f"p ~ {bare} > tr", f"p:is(.other,{bare})"):
            css = f"{selector}{{color:red}}"
            assert small(css, page, script) == ""
            assert small(css, f'{page}<table id="a">', script) == css
    for selector in (
        f":is(p,{bare})",
        "table p:not([class])",
        "table :not([class])",
        "table+:not([class])",
    ):
        css = f"{selector}{{color:red}}"
        assert small(css, '<p><table class="figures">') == css


def test_what_material_shows_later_has_its_rules_then() -> None:
    held = css_purge.in_pages(['<button class="md-top" hidden><p class="md-icon">'])
    css = ".md-top{color:red}.md-icon{color:red}"
    assert css_purge.purge(css, css_purge.at_rest(held)).strip() == ".md-icon{color:red}"
    assert css_purge.purge(css, held).strip() == css


def test_a_rule_that_has_the_whole_page_styled_anew_goes() -> None:
    name = "data-md-color-switching"
    assert small(f"[{name}] *{{color:red}}", "", f'body.setAttribute("{name}","")') == ""
    table, page = "table:not([class])", "<table><tr><td>"
    for rule in (f"{table}+*", f"{table} td > :first-child", f"{table} *"):
        assert small(f"{rule}{{color:red}}", page) == ""
    assert small(f"{table} td,{table}{{color:red}}", page)


def test_groups_go_when_they_are_empty() -> None:
    css = "@media print{.absent{color:red}} @media screen and (min-width:3em){p{color:red}}"
    assert small(css, PAGE) == "@media screen and (min-width:3em){p{color:red}}"


def test_variables_and_animations_that_nothing_reads_go() -> None:
    css = (
        "@keyframes one{to{opacity:0}}@keyframes two{to{opacity:0}}"
        ":root{--a:1;--b:var(--a);--c:2}p{order:var(--c);animation:one 1s}"
    )
    assert small(css, PAGE) == (
        "@keyframes one{to{opacity:0}}:root{--c:2}p{order:var(--c);animation:one 1s}"
    )


def test_comments_and_blanks_go_but_not_from_strings() -> None:
    css = '/* a */ p , .lead { color : red ; /* b */ content : "a  ,  b" ; width: calc(1px + 2px) }'
    assert small(css, PAGE) == ('p,.lead{color:red;content:"a  ,  b";width:calc(1px + 2px)}')


def test_what_is_not_understood_is_told() -> None:
    with pytest.raises(SyntaxError, match="not understood"):
        small("p{color:red}}", PAGE)


def test_used_is_a_union() -> None:
    whole = css_purge.in_pages(['<b class="x">', '<i id="y">'])
    assert {"b", "i"} <= whole.elements
    assert whole.values == Used(frozenset(), frozenset(), frozenset({"x", "y"})).values


def test_a_word_of_the_text_is_no_attribute() -> None:
    used = css_purge.in_pages(['<p class="lead">the open door </p>'])
    assert used.attributes == {"class"}
    assert used.values == {"lead"}


def test_the_features_of_the_theme_are_values() -> None:
    config = '<script type="application/json">{"a":1,"features":["search.share"]}</script>'
    assert "share" in css_purge.in_pages([config]).values


def test_what_is_kept_of_a_stylesheet_serves_any_pages(tmp_path: Path) -> None:
    css = "p{color:red}.lead{color:blue}@media print{.late{color:red}}"
    for page in (PAGE, "<p>", '<b class="late">', PAGE):
        held = css_purge.in_pages([page])
        assert css_purge.purge(css, held, tmp_path) == css_purge.purge(css, held)


def test_a_stylesheet_is_purged_once_for_all_pages_that_use_the_same_of_it(tmp_path: Path) -> None:
    css = ":root{--a:red;--b:blue}p{color:var(--a)}"
    for page in ("<p>", '<p id="other">', '<p style="--c:0">', '<p style="--b:0">'):
        held = css_purge.in_pages([page])
        assert css_purge.purge(css, held, tmp_path) == css_purge.purge(css, held)
    assert len([*tmp_path.glob("*.css.kept")]) == 2
