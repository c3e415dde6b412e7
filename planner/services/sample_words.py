"""What stands in the sample plan: one person's eight months, in days before or after the day on which it is opened."""

from typing import Final, NamedTuple


class Done(NamedTuple):
    """An activity of the roadmap that was done so many days ago; the outcome is in the person's words."""

    node: str
    days: int
    outcome: str = ""
    url: str = ""
    spent: int | None = None


class Met(NamedTuple):
    """Somebody met at an event, whom to write so many days from now (None: nothing was promised)."""

    name: str
    reach: str
    notes: str
    follow_up: int | None = None


FIRST_DAY: Final = 243
"""So many days ago the plan was made."""
MONTHS_TO_GO: Final = 19
HOURS: Final = 6

DONE: Final = (
    Done("how-we-earn-money", 232, "Drew the money flow of parcel insurance. Sales corrected two arrows.", spent=110),
    Done("ai-inside-ten-products", 229, spent=100),
    Done("supervised-unsupervised", 222, "Seven of my ten “AI problems” were rules. Good to know.", spent=130),
    Done("choose-industry", 219, "Logistics. I know the night shift by name, that counts.", spent=90),
    Done("notebook-setup", 214, spent=240),
    Done("find-a-mentor", 208, "Amina said yes. Every second Friday, 30 minutes, no slides.", spent=150),
    Done("data-types-map", 205, spent=120),
    Done("join-community", 199, spent=60),
    Done("regression-notebook", 188, "Predicts delivery time within 22 minutes; distance alone gets 31.", spent=330),
    Done("quarter-learning-plan", 182, spent=90),
    Done("ml-first-course", 171, "Twelve units. I can follow the data team's stand-up now.", spent=1010),
    Done("user-interviews", 158, "Drivers want no prediction; they want to know what to do.", spent=420),
    Done("decision-tree-notebook", 150, "My tree learned the depot number. Took it out, lost 9 points.", spent=280),
    Done("book-inspired", 137, spent=560),
    Done("clustering-notebook", 131, "Four kinds of customers; marketing already had five.", spent=200),
    Done("data-quality-review", 120, "A third of our scan times are typed by hand at six in the evening.", spent=260),
    Done("result-in-five-sentences", 112, spent=45),
    Done("stakeholder-map", 104, "The dispatcher was missing from it. He decides everything.", spent=170),
    Done("metrics-explained", 96, "Told the team why 97 % accuracy was nothing. It was quiet for a while.", spent=200),
    Done("preprocessing-pipeline", 83, spent=310),
    Done("outcome-roadmap", 74, "Half of the dates are gone from our roadmap, and nobody misses them.", spent=300),
    Done("local-meetup", 66, "Talked to three people instead of one. Progress.", spent=180),
    Done(
        "threshold-from-cost", 57, "We warn at 0.35 now: a late parcel costs nine times a needless call.",
        "https://example.org/threshold-from-cost", 210,
    ),
    Done("industry-trends-brief", 48, spent=230),
    Done("pair-guidebook", 39, spent=250),
    Done(
        "nlp-text-classifier", 27, "Sorts complaints into six piles, as well as two of us did on a Monday.",
        "https://example.org/complaint-piles", 290,
    ),
    Done("short-course-new-technique", 19, spent=130),
    Done("ai-business-case", 9, "Finance believes the upper half of it. That is enough for a pilot.", spent=330),
)  # fmt: skip

KNOWN_ALREADY: Final = ("scrum-basics", "kanban-month", "scrum-two-sprints")
"""What a product owner of four years need not do again."""

UNDER_WAY: Final = (("retrieval-assistant", 12, 130), ("strategy-one-page", 6, 95), ("industry-case-studies", 20, 60))
"""An activity, since how many days, and minutes so far."""
PICKED: Final = ("retrieval-assistant", "strategy-one-page", "weekly-paper")
DUE: Final = (("strategy-one-page", 4), ("retrieval-assistant", 18), ("decision-paper", 47))

PRACTICES: Final = (("learning-hours", 60, (0, 3)), ("mentor-talks", 30, (4,)), ("weekly-paper", 35, (6,)))
"""A practice, its minutes, and the weekdays on which it is kept; some weeks it is not."""

RATINGS: Final = {
    "ml-concepts": ((238, 1.0), (165, 2.0), (24, 2.5)),
    "ai-applications": ((238, 1.0), (95, 1.5), (24, 2.0)),
    "data-literacy": ((238, 1.5), (95, 2.0), (24, 2.5)),
    "model-evaluation": ((238, 0.5), (95, 2.0), (24, 3.0)),
    "ai-platforms": ((238, 0.0), (24, 1.0)),
    "prototyping": ((238, 1.0), (165, 1.5), (24, 2.0)),
    "product-strategy": ((238, 2.0), (95, 2.5)),
    "product-discovery": ((238, 2.0), (165, 2.5), (24, 3.0)),
    "ux-design": ((238, 1.5), (24, 2.0)),
    "agile-delivery": ((238, 4.0),),
    "business-acumen": ((238, 1.5), (24, 2.5)),
    "go-to-market": ((238, 1.0),),
    "domain-expertise": ((238, 3.0), (95, 3.5)),
    "stakeholder-management": ((238, 3.0),),
    "communication": ((238, 2.5), (95, 3.0)),
    "ai-ethics": ((165, 0.5), (24, 1.5)),
    "networking": ((238, 1.0), (95, 2.0)),
    "continuous-learning": ((238, 2.0), (95, 3.0)),
}
"""Days ago and level; leadership and governance were never rated."""

CREDITS: Final = (
    # days ago, title, unit, hundredths, category for the PMP, reported for it, counts for the CSPO as well
    (560, "PMI chapter evening: estimating under uncertainty", "PDU", 200, "Education", True, False),
    (470, "Agile metrics, a series of three webinars", "PDU", 450, "Education", True, True),
    (395, "Talk on story slicing at the chapter", "PDU", 300, "Giving back", True, False),
    (300, "Product Camp Hamburg", "PDU", 700, "Education", True, True),
    (205, "Mentoring two new product owners", "PDU", 800, "Giving back", False, False),
    (96, "Workshop on impact mapping", "PDU", 600, "Education", False, False),
)

EVENINGS: Final = (
    ("Product Tank: evals for people who ship", 3, "registered"),
    ("Data night: forecasts that nobody uses", -13, "attended"),
    ("Women in Logistics Tech", -33, "attended"),
)
"""Meetups, so many days from now, and the answer to them."""

PEOPLE: Final = (
    Met("Jonas Weber", "jonas.weber@example.org", "Built a delay model with three people; sends his slides.", 3),
    Met("Priya Raman", "https://example.org/priya", "Hires AI product managers in spring."),
)
