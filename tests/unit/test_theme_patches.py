from __future__ import annotations

import jinja2
import pytest

from datapages.base.diagnostics import ContentError
from datapages.output import theme_patches

TEMPLATES = jinja2.DictLoader({"a.html": "<p>x</p><p>x</p>", "b.html": "{% include 'a.html' %}"})


def environment() -> jinja2.Environment:
    return jinja2.Environment(loader=TEMPLATES, autoescape=True)


def test_each_mend_is_made_once_in_its_own_template() -> None:
    env = environment()
    theme_patches.apply(env, {"a.html": [("<p>", "<b>"), ("</p>", "</b>")]})
    assert env.get_template("b.html").render() == "<b>x</b><p>x</p>"
    assert env.list_templates() == ["a.html", "b.html"]


def test_a_template_that_has_changed_is_told_at_once() -> None:
    with pytest.raises(ContentError, match=r"b\.html.*no longer.*<nav>"):
        theme_patches.apply(environment(), {"b.html": [("<nav>", "<div>")]})
