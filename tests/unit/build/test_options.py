"""What `extra.datapages` in mkdocs.yml may say."""

from __future__ import annotations

from typing import Any

import pytest

from datapages.base.diagnostics import ContentError
from datapages.build import options

LICENCE = {"name": "CC0-1.0", "title": "CC0", "path": "https://example.org/cc0"}
DOWNLOADS = {"folder": "fail", "name": "bar-derek", "licence": LICENCE}
SOUND = {"data": "data", "sources_page": "derekter.md", "downloads": DOWNLOADS}


def test_sound_options_keep_what_is_set() -> None:
    assert options.check(SOUND) == SOUND


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (None, "extra.datapages: "),
        ([], "extra.datapages: "),
        ({**SOUND, "dta": "x"}, "extra.datapages.dta: "),
        ({"sources_page": "derekter.md"}, "extra.datapages.data: "),
        ({**SOUND, "sources_page": "../x"}, "extra.datapages.sources_page: "),
        ({**SOUND, "ledger": "delete"}, "extra.datapages.ledger: "),
        ({**SOUND, "downloads": {**DOWNLOADS, "folder": "../.."}}, "extra.datapages.downloads.fo"),
        ({**SOUND, "downloads": {**DOWNLOADS, "name": 'a";b'}}, "extra.datapages.downloads.name"),
        (
            {**SOUND, "downloads": {"folder": "a", "licence": LICENCE}},
            "extra.datapages.downloads.n",
        ),
        (
            {**SOUND, "downloads": {**DOWNLOADS, "licence": {**LICENCE, "path": "javascript:x"}}},
            "extra.datapages.downloads.licence.path: ",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_key(given: Any, key: str) -> None:
    with pytest.raises(ContentError) as refused:
        options.check(given)
    assert f"mkdocs.yml: {key}" in str(refused.value)
