"""The MkDocs plugin: after Material's own `search`, an entry in mkdocs.yml and no more.

    plugins:
      - search
      - search_kk:
          samples: [мәслихат, жергілікті бюджет]
          equivalents: equivalents.yml   # what is typed: what the pages say
          messages: messages.yml         # instead of messages/kk.yml, the same keys

Material's pages, its search box and its list stay; its worker is replaced in the built site.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from search_kk import documents, index, scripts
from search_kk.kazakh_stemmer import HERE

WORKERS = "assets/javascripts/workers"
SCRIPT = "assets/javascripts/search-kk.js"
INDEX = "../../../search/"  # as seen from the worker


class Settings(base.Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say."""

    samples = options.ListOfItems(options.Type(str), default=[])
    equivalents = options.Optional(options.File(exists=True))
    messages = options.Optional(options.File(exists=True))


class Plugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Builds the index from what Material's plugin found, and serves the engine."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Link the first script; marks are made by ours, not Material's."""
        features = config.theme.get("features") or []
        config.theme["features"] = [one for one in features if one != "search.highlight"]
        config.extra_javascript.append(SCRIPT)

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Publish it."""
        files.append(
            File.generated(
                config,
                SCRIPT,
                content=scripts.boot_js("page.js", "engine.js", INDEX, self._messages()),
            )
        )

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Turn Material's index into ours and put our worker in the place of its own."""
        site = Path(config.site_dir)
        stock = site / "search/search_index.json"
        content = json.loads(stock.read_text(encoding="utf-8"))
        found = [documents.document(given) for given in content["docs"]]
        files = index.build(found, equivalents=_yaml(self.config.equivalents))
        index.write(files, site / "search")
        stock.write_text(json.dumps(content | {"docs": []}), encoding="utf-8")
        (worker,) = site.glob(f"{WORKERS}/search.*.min.js")
        worker.write_text(scripts.worker_js("engine.js", INDEX), encoding="utf-8")
        given = scripts.Page(
            self._messages(),
            "engine.js",
            INDEX,
            self.config.samples,
            style="search.css",
        )
        made = {
            "engine.js": scripts.engine_js(),
            "page.js": scripts.page_js(given),
            "search.css": (HERE / "search.css").read_text(encoding="utf-8"),
        }
        for name, text in made.items():
            (site / WORKERS / name).write_text(text, encoding="utf-8")

    def _messages(self) -> Any:
        return _yaml(self.config.messages) or scripts.messages()


def _yaml(path: str | None) -> Any:
    return yaml.safe_load(Path(path).read_text(encoding="utf-8")) if path else None
