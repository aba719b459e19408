"""What is built once, and what is found once in a document."""

from __future__ import annotations

import gc
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from depesche.languages import load
from depesche.reading.document import Document, cut, found_once
from depesche.reading.once import SELDOM, built_once, garbage_searched_seldom


def test_threads_wait_for_what_one_of_them_builds() -> None:
    built = []

    @built_once
    def slow(name: str) -> list[str]:
        built.append(name)
        time.sleep(0.05)
        return [name]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(slow, ["a", "b", "a", "a", "b"]))
    assert sorted(built) == ["a", "b"]
    assert found[0] is found[2] is found[3]
    assert found[1] is found[4]
    assert found[0] is not found[1]


def test_what_failed_is_built_again_and_the_collector_comes_back() -> None:
    tries = []

    @built_once
    def second_time() -> str:
        tries.append(gc.isenabled())
        if len(tries) == 1:
            raise ValueError("not yet")
        return "built"

    with pytest.raises(ValueError, match="not yet"):
        second_time()
    assert gc.isenabled()
    assert (second_time(), second_time()) == ("built", "built")
    assert tries == [False, False]


def test_a_document_keeps_what_was_found_in_it() -> None:
    asked = []

    @found_once
    def find(document: Document, words: list[str], *, least: int = 1) -> int:
        asked.append(document.text)
        return sum(token.word in words for token in document.tokens) * least

    german = load("de")
    one, other = cut("Oslo droht Riga.", german), cut("Riga schweigt.", german)
    words, more = ["Oslo", "Riga"], ["Riga"]
    assert [find(one, words), find(one, words), find(other, words)] == [2, 2, 1]
    assert [find(one, more), find(one, words, least=3), find(one, words)] == [1, 6, 2]
    assert len(asked) == 4
    assert one == cut(one.text, german)


def test_garbage_is_searched_for_as_before_once_the_last_block_is_left() -> None:
    before = gc.get_threshold()
    one, other = garbage_searched_seldom(), garbage_searched_seldom()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    assert gc.get_threshold() == SELDOM
    with pytest.raises(ValueError, match="stop"), garbage_searched_seldom():
        raise ValueError("stop")
    other.__exit__(None, None, None)
    assert gc.get_threshold() == before
