"""How a table is read, changed step by step as a dialog does it: doubts about dates, other columns, no titles."""

from planner.exchange.csv_reader import preview_csv


def test_a_doubt_stays_until_it_is_answered_and_is_shown_by_one_date() -> None:
    data = b"title,due,start,tags\nA,4/13/2026,2026-01-01,x\nB,1/1/2026,03/04/2026,y\n"
    seen = preview_csv(data, "x.csv")
    assert seen.doubts == ()  # what one column proves is taken for the others too
    seen = preview_csv(data, "x.csv", seen.mapping.with_column(1, ""))
    seen = preview_csv(data, "x.csv", seen.mapping.with_column(2, "").with_column(2, "starts"))
    assert seen.mapping.doubtful == ("starts",)
    assert seen.doubts == (("starts", "03/04/2026", "2026-04-03", "2026-03-04"),)
    seen = preview_csv(data, "x.csv", seen.mapping.with_column(3, "notes"))
    assert seen.mapping.doubtful == ("starts",)
    seen = preview_csv(data, "x.csv", seen.mapping.with_order("dmy"))
    assert seen.mapping.doubtful == ()
    assert len(seen.doubts) == 1  # so that the answer can be changed


def test_another_column_of_dates_has_an_order_of_its_own() -> None:
    data = b"title,due,other\nA,13/04/2026,04/13/2026\n"
    mapping = preview_csv(data, "x.csv").mapping
    assert dict(mapping.orders) == {"due": "dmy"}
    seen = preview_csv(data, "x.csv", mapping.with_column(2, "due"))
    assert seen.rows == ((2, {"title": "A", "due": "2026-04-13"}),)


def test_a_table_without_titles_can_be_looked_at() -> None:
    seen = preview_csv(b"status,code\ndone,1\n", "x.csv")
    assert (seen.rows, seen.samples, seen.lines) == ((), (("done", "1"),), (2,))
    seen = preview_csv(b"status,code\ndone,1\n", "x.csv", seen.mapping.with_column(1, "title"))
    assert seen.rows == ((2, {"title": "1", "status": "done"}),)
