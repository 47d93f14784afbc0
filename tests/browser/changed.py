"""The site after a year of work, built for …/kitap/, below a path of its host."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import build_draft, copy_project

PATH = "kitap/"
CHAPTER = "1-basqaru/1-1-organdar/"
GONE = "eski-bet"  # a page of the ledger that the texts do not have
MOVED = "Аумақты бөлу мемлекетке"  # how the paragraph begins that is moved
DELETED = {"3-basymdyqtar/3-2-aleumettik-sala": "3-basymdyqtar", "qorytyndy": "sait-turaly"}
REDIRECTS = f"""\
  - {{from: "/{CHAPTER}#aumaq-ne-ushin-bolinedi", to: "/{CHAPTER}#bolinis"}}
  - {{from: "/{CHAPTER}#qysqasha", to: "/kirispe/#qysqasha"}}
  - {{from: "/3-basymdyqtar/3-2-aleumettik-sala/", to: "/3-basymdyqtar/"}}
  - {{from: "/{GONE}/", to: "/kirispe/"}}
  - {{from: "/qorytyndy/", to: "/sait-turaly/"}}
  - {{from: "/qorytyndy/#basy-1", to: "/sait-turaly/#litsenziialar"}}
"""


def unlink(project: Path, file: str) -> None:
    """Take a deleted page out of the navigation, and its links out of the texts."""
    settings = project / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if file not in line), "utf-8")
    for path in (project / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(rf"\[([^\]]*)\]\([^)]*{file}[^)]*\)", r"\1", text)
        text = re.sub(rf"\{{\{{ ref\(\"[^\"]*{file[:-3]}[^}}]*\}}\}}", "мұнда", text)
        path.write_text(text, encoding="utf-8")


def build_changed(folder: Path, url: str) -> None:
    """Build into folder/kitap/: a heading renamed, a section moved to another page, a paragraph
    moved within its page, two pages deleted, and one that is long gone.
    """
    project = copy_project(folder / "project", "addresses")
    chapter, other = project / "docs/1-basqaru/1-1-organdar.md", project / "docs/kirispe.md"
    text = chapter.read_text(encoding="utf-8").replace(
        "{ #aumaq-ne-ushin-bolinedi }", "{ #bolinis }"
    )
    text = text.replace("aumaq-ne-ushin-bolinedi:", "bolinis:")  # what readers ask of it
    head, _, rest = text.partition("## Қысқаша")
    summary, _, rest = rest.partition("\n## ")
    text = f"{head}## {rest}"
    other.write_text(f"{other.read_text(encoding='utf-8')}\n## Қысқаша{summary}\n", "utf-8")
    paragraph = next(p for p in text.split("\n\n") if p.startswith(MOVED))
    chapter.write_text(text.replace(paragraph + "\n\n", "") + "\n" + paragraph + "\n", "utf-8")
    (project / "data/tables/social.yml").unlink()  # it stands on one of the pages
    for name in DELETED:
        (project / f"docs/{name}.md").unlink()
        unlink(project, name.rpartition("/")[2] + ".md")
    news = project / "data/changes.yml"
    news.write_text(news.read_text("utf-8").replace(" qorytyndy.md,", ""), encoding="utf-8")
    redirects = project / "addresses/redirects.yml"
    earlier = redirects.read_text("utf-8")
    for page, new in DELETED.items():  # what led there leads on
        earlier = re.sub(rf'to: "/{page}/[^"]*"', f'to: "/{new}/"', earlier)
    lines = (project / "addresses/ledger.tsv").read_text("utf-8").splitlines()
    columns = "".join(  # of the table that goes with its page
        f'  - {{from: "/jukteu/#{id}", to: "/jukteu/"}}\n'
        for id in (line.split("\t")[1] for line in lines if line.startswith("/jukteu/\t"))
        if f"{id}-".startswith("dictionary-table-social-")
    )
    redirects.write_text(earlier + REDIRECTS + columns, encoding="utf-8")
    with (project / "addresses/ledger.tsv").open("a", encoding="utf-8") as ledger:
        ledger.write(f"/{GONE}/\t\tpage\n")
    # Pictures and workbooks name their address, so that all would be made anew for this one; no
    # reader of these tests looks at one.
    done = build_draft(project, folder / PATH, url, DRAFT="blank")
    assert done.returncode == 0, done.stdout + done.stderr
