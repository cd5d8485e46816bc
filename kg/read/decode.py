"""Bytes to text: UTF-8 and UTF-16, marked or not, and windows-1256 where the letters show that it is that."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ADVICE = "Give it as UTF-8, for instance: iconv -f ISO-8859-6 -t UTF-8 FILE"


def decode(data: bytes, origin: str) -> tuple[str, str]:
    """The text, without its byte-order mark, and the encoding that it was in.

    Raises InputError, which names the byte, for anything that is not UTF-8, UTF-16, UTF-32 or windows-1256.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, origin), encoding
    if guess := _unmarked_utf16(data):
        return _strict(data, guess, origin), guess
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        text = _windows_1256(data)
        if text is None:
            raise _refusal(error, data, origin) from None
        return text, "windows-1256"


def decode_html(data: bytes, origin: str) -> tuple[str, str]:
    """As :func:`decode`, but a charset that the page names goes before guessing."""
    named = _META.search(data[:4096])
    if named is None or data.startswith(tuple(mark for mark, _ in _BOMS)):
        return decode(data, origin)
    name = named[1].decode("ascii")
    try:
        return data.decode(codecs.lookup(name).name), name.lower()
    except (LookupError, UnicodeDecodeError):
        return decode(data, origin)  # pages often name a charset that they are not in


def _strict(data: bytes, encoding: str, origin: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            origin, f"its mark says {encoding}, but byte {error.start} does not fit: {error.reason}"
        ) from None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: in Arabic text half of the bytes are 0x06, blanks and line ends have a zero byte."""
    sample = data[:4096]
    if b"\0" not in sample:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(high) > 1 and sum(byte in (0x06, 0x00) for byte in high) > 0.9 * len(high) and 0x06 in high:
            return encoding
    return None


def _windows_1256(data: bytes) -> str | None:
    """The bytes read as windows-1256, if that gives Arabic: letters as they are spread in Arabic, few accented ones."""
    try:
        text = data.decode("cp1256")
    except UnicodeDecodeError:
        return None
    letters = [char for char in text if char.isalpha()]
    arabic = [char for char in letters if "\u0621" <= char <= "\u064a"]
    accented = sum("\u00c0" <= char <= "\u017f" for char in letters)
    # UTF-8 read as windows-1256 is half `ط` and `ظ`; ISO-8859-6 read so is full of accented letters.
    strange = sum(char in "طظ" for char in arabic)
    plausible = len(arabic) > 0.3 * len(letters) and accented < 0.03 * len(letters) and strange < 0.2 * len(arabic)
    return text if plausible and "ال" in text else None


def _refusal(error: UnicodeDecodeError, data: bytes, origin: str) -> InputError:
    byte = f"byte 0x{data[error.start]:02X} at position {error.start}"
    return InputError(origin, f"neither UTF-8 ({byte}) nor UTF-16 nor windows-1256", _ADVICE)
