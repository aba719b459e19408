"""How a noun phrase reads as a name: nominative, without article ("des russischen Heeres" -> "russisches Heer")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.document import visible
from depesche.reading.quotes import DOUBLE

if TYPE_CHECKING:
    from depesche.reading.parties.index import Index, Word
    from depesche.reading.parties.lexicon import Lexicon
    from depesche.reading.parties.scan import Scan


def tidy(name: str) -> str:
    """A name with single blanks, without a bracket behind it ("Bund der Osttaler (BdO)") or half a pair of marks."""
    words = _balanced(" ".join(visible(name).split()))
    bare = words[: words.rfind(" (")] if words.endswith(")") and " (" in words else words
    return bare or words


def _balanced(name: str) -> str:
    """A name without quotation marks where only one of a pair is left."""
    if not DOUBLE.isdisjoint(name) and sum(letter in DOUBLE for letter in name) % 2:
        return "".join(letter for letter in name if letter not in DOUBLE).strip()
    return name


def number_of(scan: Scan, head: int) -> str:
    """ "s" or "p": the number of a noun, by its form and by the words before it."""
    word = scan.nouns[head]
    before = _before(scan, head) if word.noun.number != "p" else ""
    if before in scan.index.lexicon.grammar["genitive_numbers"] and word.noun.many:
        return "p"
    if word.noun.number != "sp":
        return word.noun.number
    codes = scan.index.lexicon.determiners.get(before)
    if before in scan.index.lexicon.small["cardinal"] or before.isdigit():
        return "p"
    if word.noun.gender == "n":
        return _number_of_neuter(scan, head, codes)
    form = scan.words[head].casefold()
    dictionary = form.endswith(word.noun.form.casefold())
    adjectival = word.noun.many.endswith("e") and word.noun.form.endswith("er")
    if codes is None:
        named = adjectival and form.endswith("e") and _before_name(scan, head)
        plural = not dictionary or _plural_adjective(scan, head)
        return "p" if _genitive_plural(scan, head) or (plural and not named) else "s"
    if adjectival and form.endswith("e"):
        return "s" if codes & {"mn", "fn"} else "p"
    if (
        "pg" in codes
        and "mn" in codes
        and scan.words[head - 1].endswith("en")
        and scan.words[head - 1].casefold() != before
    ):
        return "p"
    return "s" if {"ma", "pd"} <= codes and _one_follows(scan, head) else _by_determiner(codes, dictionary)


def _one_follows(scan: Scan, head: int) -> bool:
    """Whether a relative pronoun shows that one man is meant: "den Verdächtigen, der"."""
    return scan.words[head + 1 : head + 2] == [","] and any(
        word in scan.index.lexicon.grammar["relative"]["one"] for word in scan.words[head + 2 : head + 3]
    )


def _number_of_neuter(scan: Scan, head: int, codes: frozenset[str] | None) -> str:
    """ "das Unternehmen", "die Unternehmen", "große Unternehmen"."""
    if codes is not None:
        return "s" if codes & {"nn", "na", "nd", "ng"} else "p"
    before = scan.words[head - 1] if head > scan.sentence(head)[0] else ""
    adjective = (
        _plural_adjective(scan, head) or _genitive_plural(scan, head) or _opening_adjective(scan, head - 1)
    )
    return "p" if adjective and not before.endswith(("es", "em")) else "s"


def _genitive_plural(scan: Scan, head: int) -> bool:
    """Whether an adjective behind a noun shows it: "nach Einschätzung politischer Beobachter"."""
    lexicon, first = scan.index.lexicon, head - 1
    if first < 1 or not scan.words[first].endswith("er") or not scan.words[first][0].islower():
        return False
    noun = scan.words[first - 1]
    behind = noun[0].isupper() and first - 1 > scan.sentence(head)[0] and scan.adjacent(first)
    return behind and scan.words[first] not in lexicon.small["uninflected"]


def _before_name(scan: Scan, head: int) -> bool:
    """Whether a name follows: "Parteivorsitzende Roth"."""
    following = scan.words[head + 1] if head + 1 < len(scan.words) else ""
    return following[:1].isupper() and head + 1 not in scan.nouns


def _plural_adjective(scan: Scan, head: int) -> bool:
    """Whether an adjective without article shows the plural of a masculine: "deutsche Bergsteiger"."""
    before = scan.words[head - 1] if head > scan.sentence(head)[0] else ""
    lexicon = scan.index.lexicon
    adverb = (
        before in lexicon.openers
        or before in lexicon.small["verbs"]
        or before in lexicon.small["uninflected"]
    )
    marked = (
        (before[:1].islower() and not adverb)
        or head - 1 in scan.adjectives
        or _is_demonym(scan, head - 1)
        or _opening_adjective(scan, head - 1)
    )
    return marked and before.endswith(scan.index.lexicon.grammar["nominative"]["p"])


def _opening_adjective(scan: Scan, token: int) -> bool:
    """Whether a word at the start of a sentence is an adjective: "Politische Beobachter"."""
    if token != scan.sentence(token)[0] or token in scan.nouns or token in scan.name_at:
        return False
    lexicon, word = scan.index.lexicon, scan.words[token].casefold()
    known = word in lexicon.openers or word in lexicon.determiners or word in lexicon.small["cardinal"]
    return not known and len(word) > 5 and word.endswith(lexicon.endings)


def _before(scan: Scan, head: int) -> str:
    """The determiner or number of a noun's phrase, "" where there is none."""
    lexicon, start = scan.index.lexicon, scan.sentence(head)[0]
    for token in range(head - 1, max(start, head - 6) - 1, -1):
        folded = scan.words[token].casefold()
        if _tells_age(scan, token):
            continue
        if folded in lexicon.determiners or folded in lexicon.small["cardinal"] or folded.isdigit():
            return folded
        if not folded[0].isalpha() or scan.words[token][0].isupper():
            return ""
    return ""


def _tells_age(scan: Scan, token: int) -> bool:
    """Whether a word belongs to "27 Jahre alte" or "31-jährige": it counts years, not people."""
    words, ages = scan.words, scan.index.lexicon.small["ages"]
    following = words[token + 1]
    counts = words[token].isdigit() or words[token].casefold() in scan.index.lexicon.small["cardinal"]
    return words[token] == "-" or words[token] in ages or (counts and (following == "-" or following in ages))


def _by_determiner(codes: frozenset[str], dictionary: bool) -> str:
    """Masculine nouns only: "der Soldat", "die Soldaten", "den Soldaten" (either; the plural is likelier)."""
    if dictionary and "mn" in codes:
        return "s"
    if "md" in codes or "mg" in codes:
        return "s"
    if "ma" in codes and "pd" not in codes:
        return "s"
    if dictionary and "ma" in codes and "pd" in codes:
        return "s"
    return "p"


def nominative(scan: Scan, first: int, head: int, last: int) -> str:
    """The phrase in tokens `first` up to `last` as a name; what follows the head stays as it stands."""
    lexicon, words = scan.index.lexicon, scan.words
    determined = ""
    while first < head and _drops(scan, first, determined):
        folded = words[first].casefold()
        determined = folded if folded in lexicon.determiners else determined
        first += 1
    noun = scan.nouns.get(head)
    if noun is None:
        return _plain(scan, first, head, last, determined)
    number = number_of(scan, head)
    woman = number == "s" and _names_woman(lexicon, noun, words[head], determined)
    ending = lexicon.grammar["nominative"]["f" if woman else "p" if number == "p" else noun.noun.gender]
    text = _attributes(scan, first, head, ending)
    form = words[head] if woman else _head_form(words[head], noun, number)
    return _balanced(text + form + _rest(scan, head, last))


def is_woman(scan: Scan, first: int, head: int) -> bool:
    """The same for the phrase that begins at `first`."""
    opening = scan.words[first].casefold()
    return _names_woman(scan.index.lexicon, scan.nouns[head], scan.words[head], opening)


def _names_woman(lexicon: Lexicon, noun: Word, word: str, determiner: str) -> bool:
    """Whether a noun with the endings of an adjective names a woman: "die Vorsitzende"."""
    codes = lexicon.determiners.get(determiner, frozenset())
    adjectival = noun.noun.gender == "m" and noun.noun.form.endswith("er") and noun.noun.many.endswith("e")
    return adjectival and "fn" in codes and word.endswith("e")


def _attributes(scan: Scan, first: int, head: int, ending: str) -> str:
    """What stands before the noun, with its ending from behind the complement of a participle on."""
    start = first
    for token in range(head - 2, first - 1, -1):
        complement = token != scan.sentence(token)[0] and token not in scan.adjectives
        if complement and scan.words[token][0].isupper() and scan.words[token + 1][0].islower():
            start = token + 1
            break
    return "".join(
        (_inflected(scan, token, ending) if ending and token >= start else scan.words[token])
        + _gap(scan, token)
        for token in range(first, head)
    )


def _inflected(scan: Scan, token: int, ending: str) -> str:
    word, lexicon = scan.words[token], scan.index.lexicon
    number = lexicon.grammar["genitive_numbers"].get(word.casefold())
    if number is not None:
        return number.capitalize() if word[0].isupper() else str(number)
    if _keeps_form(scan, token):
        return word
    if token == scan.sentence(token)[0] and (
        token in scan.adjectives or _is_demonym(scan, token) or _opening_adjective(scan, token)
    ):
        word = word[0].lower() + word[1:]
    return _adjective(word, ending, lexicon)


def _keeps_form(scan: Scan, token: int) -> bool:
    """Whether a word with a capital has no ending of an adjective: "Koblenzer" of a town, "Millionen"."""
    word, lexicon = scan.words[token], scan.index.lexicon
    if not word[0].isupper():
        return False
    if (
        word in scan.index.city_adjectives
        or token in scan.nouns
        or word.casefold() in lexicon.small["measures"]
    ):
        return True
    return word.endswith("er") and token != scan.sentence(token)[0] and token not in scan.adjectives


def with_adjective(scan: Scan, token: int, head: int, last: int) -> str:
    """A noun with one of its adjectives: "russische Diplomaten" of "russische und deutsche Diplomaten"."""
    number = number_of(scan, head)
    noun = scan.nouns[head].noun
    ending = scan.index.lexicon.grammar["nominative"]["p" if number == "p" else noun.gender]
    return f"{_inflected(scan, token, ending)} {nominative(scan, head, head, last)}"


def _is_demonym(scan: Scan, token: int) -> bool:
    name = scan.name_at.get(token)
    return name is not None and name.meaning.use == "demonym"


def _gap(scan: Scan, token: int) -> str:
    tokens = scan.document.tokens
    return " " if tokens[token + 1].start > tokens[token].end else ""


def _rest(scan: Scan, head: int, last: int) -> str:
    """What follows the head, up to a relative clause."""
    tokens, clause = scan.document.tokens, scan.index.lexicon.grammar["relative"]["clause"]
    for token in range(head + 1, last - 1):
        if scan.words[token] == "," and scan.words[token + 1] in clause:
            last = token
            break
    return visible(scan.document.text[tokens[head].end : tokens[last - 1].end])


def _drops(scan: Scan, token: int, determined: str) -> bool:
    """Articles, prepositions in front of them and vague quantities; "zwei", "mehrere" and "einige hundert" stay."""
    lexicon, word = scan.index.lexicon, scan.words[token].casefold()
    if word in lexicon.small["vague"]:
        return scan.words[token + 1].casefold() not in lexicon.small["rounded"]
    if word in lexicon.indefinites and word not in lexicon.small["indefinite"]:
        return False
    if word in lexicon.small["article"] and determined in lexicon.small["article"]:
        return False
    preposition = word in lexicon.small["leading"] and not determined and not is_range(scan, token)
    return word in lexicon.determiners or preposition or not word[0].isalnum()


def is_range(scan: Scan, token: int) -> bool:
    """Whether a preposition begins a number: "zwischen 20 und 40 Menschen"."""
    words, small = scan.words, scan.index.lexicon.small
    between = words[token].casefold() in small["range"] and words[token + 2 : token + 3] != []
    return between and words[token + 1][0].isdigit() and words[token + 2] in small["conjunction"]


def _plain(scan: Scan, first: int, head: int, last: int, determiner: str) -> str:
    """A noun that no list knows: its gender is guessed from the determiner."""
    if head >= last:
        return scan.text(first, last) if first < last else ""
    lexicon, words = scan.index.lexicon, scan.words
    codes = lexicon.determiners.get(determiner, frozenset())
    word = words[head]
    if (
        "mg" in codes
        and word.endswith("s")
        and not word.casefold().endswith(tuple(lexicon.small["ends_in_s"]))
    ):
        word = word.removesuffix("s")
    alone = not codes and first == head
    if alone and word.endswith(tuple(lexicon.small["dative_alone"])):
        word = word.removesuffix("n")
    if "pn" in codes and "fg" not in codes and word.endswith(tuple(lexicon.small["participles"])):
        word = word.removesuffix("n")
    plural = "pd" in codes and word.endswith("n")
    if (
        plural
        and word.endswith(("ern", "eln", "en"))
        and word.endswith(tuple(lexicon.small["dative_plural"]))
    ):
        word = word.removesuffix("n")
    masculine = {"mn", "fg"} <= codes and first < head and words[head - 1].endswith("e")
    ending = _guessed_ending(codes, plural, masculine, lexicon)
    return _attributes(scan, first, head, ending) + word + _rest(scan, head, last)


def _guessed_ending(codes: frozenset[str], plural: bool, masculine: bool, lexicon: Lexicon) -> str:
    """The nominative ending of adjectives before an unknown noun; "" where it should be left alone."""
    if (codes & {"md", "mg", "ma"} or masculine) and not plural:
        return str(lexicon.grammar["nominative"]["m"])
    return str(lexicon.grammar["nominative"]["p"]) if "fd" in codes or plural or not codes else ""


def _adjective(word: str, ending: str, lexicon: Lexicon) -> str:
    folded = word.casefold()
    if not word[0].isalpha() or folded in lexicon.small["conjunction"] or folded in lexicon.small["leading"]:
        return word
    if word.casefold() in lexicon.small["uninflected"] or word.isupper():
        return word
    for other in lexicon.grammar["adjective_endings"]:
        if word.endswith(other) and len(word) > len(other) + 2:
            return word[: -len(other)] + ending
    return word


def _head_form(word: str, noun: Word, number: str) -> str:
    """The dictionary form of the head with the first part of its compound kept."""
    form = _as_spelled((noun.noun.many if number == "p" else "") or noun.noun.form, word[noun.head :])
    start = noun.head
    if not start:
        return form[0].upper() + form[1:]
    upper = word[start : start + 1].isupper()
    return word[:start] + (form[0].upper() + form[1:] if upper else form)


def _as_spelled(form: str, word: str) -> str:
    """A listed form with the ß of the word in the text."""
    place = word.find("ß")
    return f"{form[:place]}ß{form[place + 2 :]}" if place >= 0 and form[place : place + 2] == "ss" else form


def is_other_name(name: str, listed: str) -> bool:
    """Whether a name is another one, not the listed one with more or fewer words."""
    first, second = name.casefold(), listed.casefold()
    whole = " " in name or not listed.isupper()
    return whole and not name.isupper() and first not in second and second not in first and len(name) > 2


def is_longer_name(name: str, listed: str, index: Index) -> bool:
    """Whether a name is the listed one with a further name: "Tesla Motors", not "Autobauer Tesla"."""
    words, short = name.split(), listed.split()
    if len(words) != len(short) + 1 or listed.isupper():
        return False
    extra = words[-1] if words[:-1] == short else words[0] if words[1:] == short else ""
    return extra[:1].isupper() and index.word(extra) is None


def is_fuller(name: str, label: str) -> bool:
    """Whether a name has more words than `label` and the same, or the words that an acronym stands for."""
    words = name.split()
    if len(words) < 2 or not name[0].isalpha() or not (name[0].isupper() or name.islower()):
        return False
    return label in words or label.isupper() or (label in words[0] and len(label) > 3)
