"""A view of a store: what was asked for, in as many queries as it takes, and nothing else."""

import pytest

from graph import rows
from graph.network import build
from graph.store.base import Store
from graph.view import View, read_view


def named(small: Store, *labels: str) -> list[str]:
    return [iri for iri, data in build(small).nodes(data=True) if data["label"] in labels]


def sentences(view: View) -> set[str]:
    return {q.before + q.exact + q.after for quotes in view.quotes.values() for q in quotes}


def test_all_statements_between_the_entities_with_their_sentences(small: Store) -> None:
    view = read_view(small, named(small, "云栈小镇", "青梧区", "沐石控股集团"), quoted=True, title="园区")
    assert (len(view.network), view.network.size(), view.left_out, view.title) == (3, 1, 0, "园区")
    assert sentences(view) == {"云栈小镇位于青梧区，规划面积3.5平方千米，主导产业为生物医药。"}
    (quote,) = next(iter(view.quotes.values()))
    assert (quote.title, quote.file, quote.exact, quote.start, quote.confidence) == (
        "云栈小镇位于青梧区",
        "news.txt",
        "云栈小镇位于青梧区",
        0,
        0.9,
    )


def test_everything_asked_for_by_name_is_the_whole_store(small: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_CHUNK", 4)
    whole = read_view(small, quoted=True)
    view = read_view(small, list(whole.network), [st for *_, st in whole.network.edges(keys=True)], quoted=True)
    assert view.network.nodes == whole.network.nodes
    assert set(view.network.edges(keys=True)) == set(whole.network.edges(keys=True))
    assert view.quotes == whole.quotes
    assert len(view.quotes) == 16


def test_of_the_statements_only_those_asked_for(small: Store) -> None:
    whole = build(small)
    chosen = next(iter(whole.edges(keys=True)))
    view = read_view(small, list(whole), [chosen[2]], quoted=False)
    assert list(view.network.edges(keys=True)) == [chosen]
    assert (len(view.network), dict(view.quotes)) == (15, {})


@pytest.mark.parametrize(
    "strange",
    [
        "https://w3id.org/chantu/id/platform/none",
        "no iri",
        "http://a/b> } DROP ALL #",
        "",
        "http://a/\ud800",
        "urn:a\nb",
    ],
)
def test_what_is_not_there_is_left_out_and_counted(small: Store, strange: str) -> None:
    park = named(small, "云栈小镇")
    view = read_view(small, [*park, strange, *park], [strange], quoted=True, places={strange: (0, 0), park[0]: (1, 2)})
    assert list(view.network) == park
    assert view.left_out == 2
    assert dict(view.places) == {park[0]: (1, 2)}


def test_a_statement_whose_ends_are_not_in_the_view_is_left_out(small: Store) -> None:
    subject, _, statement = next(iter(build(small).edges(keys=True)))
    view = read_view(small, [subject], [statement], quoted=True)
    assert (view.network.size(), view.left_out) == (0, 1)


def test_addresses_are_as_the_reader_has_them(small: Store) -> None:
    view = read_view(
        small, named(small, "云栈小镇", "青梧区"), quoted=True, address=lambda document, a, b: f"{document}#{a}-{b}"
    )
    ((quote,),) = view.quotes.values()
    assert quote.address.endswith("#0-9")
