"""Reading: every kind of file, every fault, and that the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Document
from kg.read import normal_url, read
from kg.read import reader as reader_module
from kg.read.published import day_of

ARABIC = "التقى الوزير في عدن قادة المقاومة، وبحث معهم الأوضاع في المدينة."
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="CHARSET"><title>لقاء في عدن | صحيفة المثال</title>
<meta property="og:site_name" content="صحيفة المثال"><meta property="og:title" content="لقاء في عدن">
<meta property="article:published_time" content="2015-06-01T10:00:00+03:00">
<link rel="canonical" href="https://example.org/news/1"></head><body><nav><a href="/">الرئيسية</a></nav>
<article><h1>لقاء في عدن</h1><p>{ARABIC}</p><p>وقال مصدر حضر اللقاء إن الجانبين اتفقا على فتح الميناء خلال أسبوع.</p>
</article><footer>جميع الحقوق محفوظة</footer></body></html>"""


def documents(found: Iterable[Document | InputError]) -> list[Document]:
    rows = list(found)
    assert all(isinstance(row, Document) for row in rows), rows
    return [row for row in rows if isinstance(row, Document)]


def one_error(found: Iterable[Document | InputError]) -> str:
    (error,) = found
    assert isinstance(error, InputError), error
    assert error.exit_status == 1
    assert "\n" not in str(error)
    return str(error)


def record(**fields: object) -> str:
    return json.dumps({"text": ARABIC, **fields}, ensure_ascii=False)


def lines(*rows: str) -> bytes:
    return "".join(row + "\n" for row in rows).encode()


# --- kinds ----------------------------------------------------------------------------------------------------------


def test_the_seed(seed_path: Path) -> None:
    (doc,) = documents(read([seed_path], published=date(2015, 6, 1)))
    assert doc.text.encode() == seed_path.read_bytes()
    assert (doc.title_in_text, doc.record_id, doc.published) == (True, seed_path.stem, date(2015, 6, 1))
    assert doc.title == doc.text.split("\n", 1)[0]
    assert doc.key == f"sha256:{doc.sha256}"


def test_text_is_kept_to_the_character(tmp_path: Path) -> None:
    raw = f"\r\n  عنوان\u200f \r\n{ARABIC}\t\n\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + raw.encode())
    (doc,) = documents(read([tmp_path / "a.txt"]))
    assert doc.text == raw
    assert doc.title == "عنوان\u200f"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(ARABIC.encode(encoding))
    told: list[str] = []
    (doc,) = documents(read([tmp_path / "a.txt"], notice=told.append))
    assert doc.text == ARABIC
    assert any("windows-1256" in line for line in told) == (encoding == "cp1256")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
@pytest.mark.parametrize("suffix", [".html", ".HTM"])
def test_a_page(tmp_path: Path, charset: str, suffix: str) -> None:
    path = tmp_path / f"page{suffix}"
    path.write_bytes(PAGE.replace("CHARSET", charset).encode(charset))
    (doc,) = documents(read([path]))
    assert ARABIC in doc.text
    assert "الرئيسية" not in doc.text
    assert (doc.title, doc.outlet, doc.published) == ("لقاء في عدن", "صحيفة المثال", date(2015, 6, 1))
    assert (doc.url, doc.key) == ("https://example.org/news/1", "url:https://example.org/news/1")
    (doc,) = documents(read([path], outlet="أخرى", published=date(2015, 6, 2)))
    assert (doc.outlet, doc.published) == ("أخرى", date(2015, 6, 2))


def test_records_in_every_spelling(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "title": " عنوان ", "text": ARABIC, "outlet": "صحيفة", "published": "2015-06-01", "url": None},
        {"id": "x", "content": ARABIC, "source": {"name": "صحيفة"}, "date": "1/6/2015", "title": ""},
        {"body": ARABIC, "date": "Mon, 01 Jun 2015 10:00:00 GMT", "author": "كاتب"},
        {"text": " ", "content": ARABIC, "date": "2015-06-01 18:51:06"},
    ]
    (tmp_path / "list.json").write_text(json.dumps(rows), encoding="utf-8")
    docs = documents(read([tmp_path / "list.json"]))
    assert {doc.text for doc in docs} == {ARABIC}
    assert {doc.published for doc in docs} == {date(2015, 6, 1)}
    assert [doc.record_id for doc in docs] == ["7", "x", "list-3", "list-4"]
    assert [doc.title for doc in docs] == [" عنوان ", None, None, None]
    assert [doc.key[:10] for doc in docs] == ["id:صحيفة/7", "id:صحيفة/x", docs[2].key[:10], docs[3].key[:10]]
    assert docs[2].key == docs[3].key == f"sha256:{docs[2].sha256}"
    assert docs[1].origin.endswith("list.json: record 2")


def test_a_record_states_before_the_options(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(record(outlet="صحيفة", published="2015-06-01"), record()))
    docs = documents(read([tmp_path / "a.jsonl"], outlet="أخرى", published=date(2000, 1, 1)))
    assert [(doc.outlet, doc.published) for doc in docs] == [("صحيفة", date(2015, 6, 1)), ("أخرى", date(2000, 1, 1))]


def test_folders_are_read_sorted_and_deep(tmp_path: Path) -> None:
    (tmp_path / "b" / ".git").mkdir(parents=True)
    for name in ("b/2.txt", "a.txt", "c.TXT", ".hidden.txt", "b/.git/x.txt", "notes.md"):
        (tmp_path / name).write_text(ARABIC, encoding="utf-8")
    (tmp_path / "b" / "1.jsonl.gz").write_bytes(gzip.compress(lines(record(id="r"))))
    docs = documents(read([tmp_path]))
    assert [doc.record_id for doc in docs] == ["a", "r", "2", "c"]


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (lines(record(id="1"), record(id="2")), ["1", "2"]),
        (gzip.compress(lines(record(id="1"))), ["1"]),
        (json.dumps({"id": "1", "text": ARABIC}, indent=1).encode(), ["1"]),
        (f"[{record(id='1')}]".encode(), ["1"]),
        (ARABIC.encode(), ["stdin"]),
        (ARABIC.encode("utf-16"), ["stdin"]),
        (PAGE.replace("CHARSET", "utf-8").encode(), ["stdin"]),
        (record(id="1", title="ع" * 100_000).encode(), ["1"]),
    ],
)
def test_standard_input(data: bytes, ids: list[str]) -> None:
    stream = io.BytesIO(data)
    assert [doc.record_id for doc in documents(read(["-"], stdin=stream))] == ids
    assert not stream.closed


# --- faults ---------------------------------------------------------------------------------------------------------

FAULTS: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "the file is empty"),
    ("blank.txt", b"\xef\xbb\xbf \n\n", "the file is empty"),
    ("iso.txt", ARABIC.encode("iso8859_6", "ignore"), "neither UTF-8 (byte 0x"),
    ("broken.txt", ARABIC.encode() + b"\xff", "neither UTF-8 (byte 0xFF at position"),
    ("latin.txt", "Réunion à Genève".encode("latin-1"), "neither UTF-8"),
    ("half.txt", ARABIC.encode("utf-16") + b"x", "its mark says utf-16-le"),
    ("zero.txt", ARABIC.encode() + b"\0", "a zero character at position"),
    ("english.txt", b"The minister met the leaders in Aden.", "0 of its 30 letters are Arabic"),
    ("digits.txt", b"1 2 3", "0 of its 0 letters are Arabic"),
    ("page.html", b"<html><body></body></html>", "no article was found in the page"),
    ("empty.jsonl", b"\n\n", "the file is empty"),
    ("empty.json", b"[]", "an empty list"),
    ("broken.json", b'{\n"text": ', "broken JSON in line 2, column"),
    ("lines.json", lines(record(), record()), "name it .jsonl"),
    ("deep.json", b"[" * 200_000, "nested too deep"),
    ("text.json", b'"\xd8\xb9"', "a text, not a record"),
    ("plain.jsonl.gz", lines(record()), "no sound gzip file"),
    ("article.pdf", b"%PDF", "a kind of file that kg does not read: .pdf. Read are .jsonl.gz"),
    ("article", b"x", "no suffix"),
]


@pytest.mark.parametrize(("name", "data", "words"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_is_one_line_that_names_the_file(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = one_error(read([path]))
    assert error.startswith(str(path))
    assert words in error


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('{"text": "', ":2: broken JSON in column"),
        ("{}", ":2: a record without text"),
        ('{"text": null, "title": "x"}', "its fields: 'text', 'title'"),
        ('{"text": 5}', "`text` is a number"),
        ("3", "a number, not a record"),
        ("null", "null, not a record"),
        (record(published="2015-13-40"), "`published` is '2015-13-40', which is no date. Write it as"),
        (record(date="yesterday"), "`date` is 'yesterday'"),
        (record(date=1433116800), "`date` is 1433116800"),
        (record(title=["x"]), "`title` is a list"),
        (record(text="only English"), "letters are Arabic"),
        ('{"text": "' + ARABIC + '\\ud800"}', "half a character (U+D800 at position"),
        (record(title="\0"), "its title holds a zero character"),
        ('{"text": ' + "1" * 5000 + "}", "broken JSON"),
    ],
)
def test_a_bad_record_does_not_stop_the_rest(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(record(id="1"), row, record(id="3")))
    first, error, third = read([path])
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert (first.record_id, third.record_id) == ("1", "3")
    assert isinstance(error, InputError)
    assert f"{path}:2: " in str(error)
    assert words in str(error)


def test_the_rest_of_a_batch_goes_on(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(ARABIC, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    missing, empty, doc = read([tmp_path / "none.txt", tmp_path / "folder", good])
    assert "none.txt: no such file" in str(missing)
    assert "a folder without articles" in str(empty)
    assert isinstance(doc, Document)


def test_a_file_that_is_cut_off_gives_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    rows = [record(id=str(i), title=str(i * 7919) * 50) for i in range(500)]
    data = gzip.compress(lines(*rows))
    path.write_bytes(data[: len(data) // 2])
    *docs, error = read([path])
    assert 0 < len(docs) < 500
    assert f"is cut off after {len(docs)} records" in str(error)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "LIMIT", 2**20)
    (tmp_path / "a.jsonl").write_bytes(lines(record(id="1"), record(title="x" * 2**22), record(id="3")))
    (tmp_path / "b.txt").write_text(ARABIC * 20_000, encoding="utf-8")
    first, long, third, big = read([tmp_path])
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert "a.jsonl:2: a line of more than 1 MiB" in str(long)
    assert "more than 1 MiB. Give many articles as .jsonl" in str(big)


def test_a_large_article_is_read(tmp_path: Path) -> None:
    text = ARABIC * (10 * 2**20 // len(ARABIC.encode()))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert documents(read([tmp_path / "a.txt"]))[0].text == text


def test_lines_are_not_held(tmp_path: Path) -> None:
    """The first record is there although the stream goes on for ever."""

    class Endless(io.BytesIO):
        row = (record() + "\n").encode()

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            buffer[: len(self.row)] = self.row
            return len(self.row)

    found = read(["-"], stdin=Endless())
    assert isinstance(next(found), Document)


def test_control_characters_and_odd_addresses_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(record(text=ARABIC + "\x1a", url="n/a")))
    told: list[str] = []
    (doc,) = documents(read([tmp_path / "a.jsonl"], notice=told.append))
    assert doc.text.endswith("\x1a")
    assert doc.url is None
    assert [line.split(": ", 1)[1] for line in told] == [
        "1 control characters (U+001A) are kept as they are",
        "'n/a' is no web address and is left out",
    ]


def test_days_of_publication() -> None:
    assert day_of("2015-06-01") == day_of("1 يونيو 2015") == date(2015, 6, 1)
    for value in ("2015-13-40", "مايو 2015", "28 مايو", "", "tomorrow"):
        assert day_of(value) is None


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://Example.org:80/a?b=1&a=2#c", "http://example.org/a?b=1&a=2"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:8443/x?utm_source=y&q=", "https://example.org:8443/x?q="),
        ("https://example.org/%d8%ae", "https://example.org/%D8%AE"),
        ("https://example.org/خ", "https://example.org/%D8%AE"),
        ("ftp://example.org/", None),
        ("example.org/a", None),
        ("http://[", None),
        ("http://example.org:x/", None),
    ],
)
def test_addresses(url: str, normal: str | None) -> None:
    assert normal_url(url) == normal
    if normal:
        assert normal_url(normal) == normal


@given(st.binary(max_size=300), st.sampled_from([b"", b'{"text": "', b"[", b"<html>", b"\xff\xfe", b"\x1f\x8b\x08"]))
def test_any_bytes_give_documents_or_errors(data: bytes, start: bytes) -> None:
    for found in read(["-"], stdin=io.BytesIO(start + data)):
        assert isinstance(found, Document | InputError)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=50))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    whole = text.removeprefix("\ufeff") + ARABIC * 10
    (doc,) = documents(read(["-"], stdin=io.BytesIO(json.dumps({"text": whole}).encode())))
    assert doc.text == whole
    assert doc.span("text", 0, 5).text == whole[:5]
