"""One build of the site, for whatever builder: it hands in texts and takes texts.

Each stage is a value, and what it can do is what the next stage is made of:

    Model.load(settings)            data/ and addresses/, read and checked; .load_sound goes on with
                                    what is sound of them
      .published(address)           the files to publish beside the pages
      .read(pages, menu, …)  → Draft            all pages as they are written, numbered together
        .expand(page, …)     → ExpandedPage     Markdown with marks in place of its notation
          .fill(html, …)     → RenderedPage     the page's HTML, with all that it holds
        .problems(pages)                        every mistake of every page
        .link(pages, …)      → Linked           pages that know each other
          .head(path, …)                        what machines read in a page's head
          .complete(folder)                     the built folder: search, bundles, policy, headers
"""

from .draft import Draft, ExpandedPage
from .linked import Linked
from .model import Link, Model, Published, Settings
from .page_cache import PageCache

__all__ = ["Draft", "ExpandedPage", "Link", "Linked", "Model", "PageCache", "Published", "Settings"]
