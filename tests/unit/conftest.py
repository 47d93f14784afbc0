"""What the unit tests share: hypothesis without chance or hanging, and a small sound data/."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

# The same examples on every machine; one that takes longer than the deadline is a failure.
hypothesis.settings.register_profile(
    "project", derandomize=True, deadline=timedelta(seconds=5), max_examples=100
)
hypothesis.settings.register_profile(
    "quick", hypothesis.settings.get_profile("project"), max_examples=30
)


# As st.text(), whose alphabet takes seconds to work out: what UTF-8 can write.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def pytest_configure(config: pytest.Config) -> None:
    """Load the profile before properties are read: without the exhaustive tests, fewer examples."""
    quick = "not exhaustive" in config.option.markexpr
    hypothesis.settings.load_profile("quick" if quick else "project")
    # Hypothesis would read our modules, as many as are loaded, for values to try: seconds in each
    # worker, and other examples whenever other tests are run.
    pytest.MonkeyPatch().setattr(providers, "is_local_module_file", lambda path: False)


SOUND = {
    "sources.yml": """\
sources:
  - id: law
    type: legislation
    title: Заң
    issued: '1993-12-08'
    url: https://example.org/law
    rank: official
  - id: table
    type: dataset
    title: Кесте
    issued: '2021'
    url: http://example.org/table
    publisher: Бюро
    rank: official
  - id: press
    type: webpage
    title: Газет
    issued: null
    url: http://example.org/press
    accessed: '2026-01-01'
    rank: secondary
""",
    "units/categories.yml": """\
title: Санаттар
page: sanattar.md
editions:
  - id: '2007'
    title: Ескі редакция
    law: law
    start: '2007-01-01'
    end: '2013-07-13'
    read: мәтіні
  - id: '2013'
    title: Жаңа редакция
    law: law
    start: '2013-07-14'
    end: null
    read: мәтіні
categories:
  - id: kent
    name: Кент
    norms:
      - edition: '2007'
        minimum: 3000
        place: 3-бап
      - edition: '2013'
        minimum: null
        place: 3-бап
""",
    "units/regions.yml": """\
id: regions
title: Өңірлер
page: birlik.md
units:
  - id: kazakhstan
    kato: null
    kind: country
    names: { kk: Қазақстан, ru: Казахстан, en: Kazakhstan }
    source: law
  - id: abai
    kato: '100000000'
    iso: 'KZ-10'
    kind: oblast
    parent: kazakhstan
    names: { kk: Абай облысы, ru: область Абай, en: Abai Region }
    population:
      - { date: '2023-01-01', value: 610189, source: table }
      - { date: '2024-07-01', value: 605872, source: table }
    source: table
  - id: akmola
    kato: '110000000'
    iso: 'KZ-11'
    kind: oblast
    parent: kazakhstan
    names: { kk: Ақмола облысы, ru: Акмолинская область, en: Akmola Region }
    area: { km2: 146219.5, source: table }
    source: table
""",
    "indicators/people.yml": """\
id: people
title: Халық
measure: tonnes
definition: Адамдар саны
page: halyq.md
series:
  - id: official
    title: Ресми
    territory: abai
    source: table
    observations:
      - { period: '2020', value: 10 }
      - { period: '2021-02', value: 11.5 }
      - { period: '2021-02-28', value: null }
  - id: census
    title: Санақ
    territory: akmola
    source: table
    observations:
      - { period: '2009', value: 9 }
breaks:
  - before: '2021'
    label: шекара
    why: шекара өзгерді
""",
    "tables/bodies.yml": """\
id: bodies
title: Органдар
page: index.md
columns: [Орган, Мерзімі]
rows:
  - id: maslihat
    cells: [Мәслихат, null]
    sources: [{ source: law, place: 5-бап }]
""",
    "diagrams/structure.yml": """\
id: structure
title: Құрылым
page: index.md
description: Халық әкімді сайлайды
levels:
  - { id: people, label: Халық }
  - { id: village, label: Ауыл }
nodes:
  - { id: people, label: Халық, level: people, column: 0, kind: people }
  - { id: akim, label: Әкім, level: village, column: 0, kind: executive }
edges:
  - { start: people, end: akim, kind: elects, label: сайлайды, sources: [{ source: law }] }
""",
    "countries.yml": """\
title: Елдер
page: index.md
countries:
  - id: france
    name: Франция
    state: unitary
    model: null
    model_source: null
    tiers: { text: аймақ – коммуна, source: press }
    municipalities: null
    head: null
    own_revenue: null
    spending_share: null
    charter: null
""",
    "law_changes.yml": """\
title: Бұрын және бүгін
page: index.md
changes:
  - id: term
    topic: Мерзім
    page: halyq.md
    anchor: organ
    then: 4 жыл
    then_sources: [{ source: law, place: 20-бап }]
    now: 5 жыл
    since: '2007-05'
""",
}

PAGES = ("sanattar.md", "index.md", "halyq.md", "birlik.md")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The pages that the sound data names."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for page in PAGES:
        (folder / page).write_text("# Бет\n\n## Орган { #organ }\n", encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A minimal data/ without a fault."""
    folder = tmp_path / "data"
    for name, text in SOUND.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
