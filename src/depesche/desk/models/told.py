"""What the stream of events tells, beside decisions and jobs."""

from datetime import date

from depesche.desk.models.values import Value


class Marks(Value):
    """How often the record was changed, the number of its last decision, and how many articles it has."""

    writes: int
    decision: int
    articles: int


class Article(Value):
    """An article that came in."""

    article: str
    title: str | None
    source: str
    published: date | None
