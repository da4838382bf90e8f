#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Hansard Authors
# SPDX-License-Identifier: Apache-2.0
"""Checks a transparency log from its files and a public key, with Python alone.

Usage: check_log.py FOLDER VERIFIER-KEY [PROOF-FILE...]

Written from RFC 6962, RFC 8032, c2sp.org/signed-note, tlog-tiles and tlog-proof, sharing no code with Hansard.
Prints what it checked and ends with 0, or says what is wrong and ends with 1.
"""
import base64
import hashlib
import os
import sys

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def sha256(data):
    return hashlib.sha256(data).digest()


def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or y >= P:
        return None
    return P - x if x & 1 != sign else x


def add(a, b):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    m, n = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def decompress(data):
    y = int.from_bytes(data, "little")
    x = recover_x(y & (2**255 - 1), y >> 255)
    y &= 2**255 - 1
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = decompress(BASE_Y.to_bytes(32, "little"))


def ed25519_verifies(key, message, signature):
    a, r, s = decompress(key), decompress(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q or len(signature) != 64:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    (x1, y1, z1, _), (x2, y2, z2, _) = times(s, BASE), add(r, times(h, a))
    return (x1 * z2 - x2 * z1) % P == 0 and (y1 * z2 - y2 * z1) % P == 0


def fail(text):
    print("NOT GOOD: " + text)
    sys.exit(1)


def open_checkpoint(note, verifier):
    name, key_id, key64 = verifier.strip().split("+", 2)
    typed = base64.b64decode(key64)
    if typed[0] != 1 or sha256(name.encode() + b"\n" + typed)[:4].hex() != key_id:
        fail("the verifier key is not one")
    text, signatures = note.rsplit("\n\n", 1)
    text += "\n"
    for line in signatures.splitlines():
        dash, signer, blob64 = line.split(" ")
        blob = base64.b64decode(blob64)
        if dash == "\u2014" and signer == name and blob[:4].hex() == key_id:
            if not ed25519_verifies(typed[1:], text.encode(), blob[4:]):
                fail("the signature is wrong")
            origin, size, root = text.splitlines()[:3]
            if origin != name:
                fail("the checkpoint is of another log")
            return int(size), base64.b64decode(root)
    fail("the checkpoint is not signed by this key")


def number(n):
    parts = ["%03d" % (n % 1000)]
    while n >= 1000:
        n //= 1000
        parts.insert(0, "x%03d" % (n % 1000))
    return "/".join(parts)


def tree_hash(hashes):
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while 2 * k < len(hashes):
        k *= 2
    return sha256(b"\x01" + tree_hash(hashes[:k]) + tree_hash(hashes[k:]))


def read(folder, level, index, width):
    path = os.path.join(folder, "tile", str(level), number(index) + ("" if width == 256 else ".p/%d" % width))
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        fail(path + " is missing")


def check_log(folder, verifier):
    with open(os.path.join(folder, "checkpoint"), encoding="utf-8") as file:
        size, root = open_checkpoint(file.read(), verifier)
    leaves = []
    for index in range((size + 255) // 256):
        width = min(256, size - index * 256)
        bundle, at = read(folder, "entries", index, width), 0
        for _ in range(width):
            length = int.from_bytes(bundle[at : at + 2], "big")
            entry = bundle[at + 2 : at + 2 + length]
            at += 2 + length
            if int.from_bytes(entry[3:11], "big") != len(leaves) + 1:
                fail("entry %d says another position" % len(leaves))
            leaves.append(sha256(b"\x00" + entry))
        if at != len(bundle):
            fail("bundle %d has another length" % index)
    hashes, level = leaves, 0
    while hashes:
        for index in range((len(hashes) + 255) // 256):
            expected = hashes[index * 256 : index * 256 + 256]
            if read(folder, level, index, len(expected)) != b"".join(expected):
                fail("tile %d/%d does not fit what is below it" % (level, index))
        hashes = [tree_hash(hashes[i : i + 256]) for i in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    if tree_hash(leaves) != root:
        fail("the entries do not lead to the signed root")
    print("log: %d entries lead to the signed root" % size)


def check_proof(text, verifier):
    head, note = text.split("\n\n", 1)
    lines = head.splitlines()
    if lines[0] != "c2sp.org/tlog-proof@v1":
        fail("not a proof")
    entry = base64.b64decode(lines[1].removeprefix("extra "))
    index = int(lines[2].removeprefix("index "))
    size, root = open_checkpoint(note, verifier)
    node, last, value = index, size - 1, sha256(b"\x00" + entry)
    for sibling in map(base64.b64decode, lines[3:]):
        if node & 1 or node == last:
            value = sha256(b"\x01" + sibling + value)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            value = sha256(b"\x01" + value + sibling)
        node, last = node >> 1, last >> 1
    if last or value != root:
        fail("the proof of entry %d does not lead to the signed root" % index)


def main():
    folder, verifier = sys.argv[1:3]
    check_log(folder, verifier)
    for path in sys.argv[3:]:
        with open(path, encoding="utf-8") as file:
            proofs = file.read().split("c2sp.org/tlog-proof@v1\n")[1:]
        for proof in proofs:
            check_proof("c2sp.org/tlog-proof@v1\n" + proof, verifier)
        print("%s: %d proofs hold" % (os.path.basename(path), len(proofs)))


if __name__ == "__main__":
    main()
