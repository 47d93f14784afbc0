"""data/sources.yml: the bibliography."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Day, Id, Period, Rank, Record, Text, Url, many


class Force(Record):
    """Whether an act is law, as far as texts that were read tell."""

    state: Literal["in-force", "repealed", "expired"] = Field(
        description="expired: the term that the act itself names is over"
    )
    since: Day | None = Field(default=None, description="the first day of that state")
    until: Day | None = Field(default=None, description="the last day of the act's own term")
    checked: Day = Field(description="the day of the newest text that tells so")


class Source(Record):
    """Where a fact comes from: a CSL-like record with a rank."""

    id: Id
    type: Literal[
        "legislation",
        "book",
        "chapter",
        "article-journal",
        "article-newspaper",
        "webpage",
        "dataset",
        "report",
        "manuscript",
    ]
    title: Text = Field(description="as the source itself has it")
    title_kk: Text | None = Field(
        default=None, description="our Kazakh wording of a title in another language: shown first"
    )
    described: bool = Field(
        default=False, description="the title is ours: the source was not read, or bears none"
    )
    language: Literal["kk", "ru", "en"] | None = Field(
        default=None, description="where the letters of the title mislead"
    )
    author: Annotated[tuple[Text, ...], many()] = ()
    number: Text | None = None
    act: Annotated[str, StringConstraints(pattern=r"^\S.*….*\S$")] | None = Field(
        default=None, description="of a law: «Қазақстан Республикасының … Заңы», … for its date"
    )
    edition: Text | None = Field(default=None, description="which edition of a law is spoken of")
    force: Force | None = Field(default=None, description="of a law: whether it is in force")
    container: Text | None = Field(default=None, description="journal, newspaper, book, site")
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    place: Text | None = Field(default=None, description="town of the publisher")
    issued: Period | None
    publisher: Text | None = None
    url: Url | None
    accessed: Day | None = None
    rank: Rank
    read: Text | None = Field(default=None, description="which edition or copy was read")
    note: Text | None = None

    @property
    def name(self) -> str:
        """The title as readers see it: the Kazakh one first; in brackets where it is ours."""
        return f"[{self.title}]" if self.described else self.title_kk or self.title

    @property
    def whole_title(self) -> str:
        """Both titles: «Тірі туғандар саны (Число родившихся)»."""
        return f"{self.name} ({self.title})" if self.title_kk else self.name


class SourcesFile(Record):
    """data/sources.yml"""

    sources: Annotated[tuple[Source, ...], many(1)]
