"""Looking up certifications and courses that Planner knows."""

import pytest

from planner.domain.catalogue import CatalogueCertification, CatalogueCourse
from planner.domain.errors import NotFoundError
from planner.domain.words import Kind
from planner.services.catalogue import LIMIT, catalogue, entry, search


def keys(words: str, kind: Kind | None = None, limit: int = 100) -> list[str]:
    return [one.key for one in search(words, kind, limit)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("pmp", "pmi-pmp"),
        ("PMI-ACP", "pmi-acp"),
        ("pmi acp", "pmi-acp"),
        ("cspo", "scrumalliance-cspo"),
        ("project manage", "pmi-pmp"),
        ("Machine Learning Crash Course", "google-mlcc"),
        ("crash", "google-mlcc"),
        ("governance iapp", "iapp-aigp"),
        ("ANTHROPIC courses", "anthropic-courses"),
        ("microsoft certified azure ai fundamentals", "ms-ai-901"),
        ("CPMAI cognilytica", "cognilytica-cpmai-7"),
    ],
)
def test_what_one_would_type_finds_it_first(words: str, first: str) -> None:
    assert keys(words)[0] == first


@pytest.mark.parametrize("words", ["AI-900", "ai 900", "ai900", " Ai-900 "])
def test_a_retired_code_finds_its_own_entry_and_then_what_came_after(words: str) -> None:
    assert keys(words)[:2] == ["ms-ai-900", "ms-ai-901"]


def test_the_active_one_comes_before_the_retired_one() -> None:
    assert keys("aws machine learning")[0] == "aws-ml-engineer-associate"
    assert keys("itil") == ["itil-foundation-5", "itil-4-foundation"]
    assert keys("azure") == ["ms-ai-901", "ms-ai-103", "ms-ai-102", "ms-ai-900"]
    assert keys("cpmai") == ["pmi-cpmai", "cognilytica-cpmai-7"]
    assert keys("mls") == ["aws-ml-specialty", "aws-ml-engineer-associate"]


def test_a_beginning_comes_before_a_middle() -> None:
    found = keys("certified", Kind.CERTIFICATION)

    assert found.index("scrumalliance-cspo") < found.index("aws-ai-practitioner")
    assert found.index("dama-cdmp") < found.index("aws-ai-practitioner")


def test_every_word_has_to_be_found() -> None:
    assert keys("scrum owner advanced") == ["scrumalliance-a-cspo"]
    assert keys("scrum owner banana") == []


def test_a_kind_leaves_the_others_out() -> None:
    assert keys("machine learning specialization", Kind.CERTIFICATION) == ["dlai-ml-specialization-certificate"]
    assert keys("machine learning specialization", Kind.COURSE) == ["dlai-ml-specialization"]
    assert keys("machine", Kind.EVENT) == []


def test_without_words_everything_is_there_up_to_the_limit() -> None:
    known = catalogue()

    assert len(keys("")) == len(known.certifications) + len(known.courses)
    assert len(search("")) == LIMIT
    assert len(search("machine", limit=2)) == 2
    assert search("machine", limit=0) == ()


def test_an_entry_is_found_by_its_key() -> None:
    assert isinstance(entry("pmi-pmp"), CatalogueCertification)
    assert isinstance(entry("google-mlcc"), CatalogueCourse)
    with pytest.raises(NotFoundError, match="no entry “nothing”"):
        entry("nothing")


def test_the_file_is_read_once() -> None:
    assert catalogue() is catalogue()
