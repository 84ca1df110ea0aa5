#!/usr/bin/env python3
"""Verifies an export from the pages Format and Protocol alone; shares no code with us.

verifier.py EXPORT KEY: KEY is the log's verifier key. Checks the checkpoint, every entry's form, the chains, feeds
and requests, the tree with all its tiles, and of each act the key, the signature, the number, the order it answers
and the head it names. Prints one line of JSON, or what is wrong and where, and ends with 1.
"""

import json
import os
import re
import sys

sys.dont_write_bytecode = True

import export  # noqa: E402
from proofs import (  # noqa: E402
    EMPTY_ROOT, Contradiction, batch_text, canonical, check_signature, leaf, node, read_checkpoint, root_from_inclusion,
    tree_root, unb64)

# The type of the entry an act makes; every other verb makes `acted`, or `document-acted` about a document.
MADE = {"sign": "signed", "object": "objected", "accept": "accepted", "conclude": "concluded",
        "attend": "answered", "countersign": "answered", "fulfil": "answered"}
ACTS = {"signed", "objected", "accepted", "concluded", "acted", "answered", "document-acted"}
LINES = ["log", "answers", "head", "matter", "act", "department", "officer", "rule", "at", "seq", "detail", "on",
         "period", "document", "person", "marks", "note"]
MONTH = 30 * 86_400_000


def check(is_so, *what):
    if not is_so:
        raise Contradiction(" ".join(str(part) for part in what))


class Tree:
    """Grows by leaves, and knows its root at each size it ever had."""

    def __init__(self):
        self.leaves = []
        self.stack = []
        self.roots = [EMPTY_ROOT]

    def add(self, hash):
        self.leaves.append(hash)
        self.stack.append((1, hash))
        while len(self.stack) > 1 and self.stack[-1][0] == self.stack[-2][0]:
            (width, right), (_, left) = self.stack.pop(), self.stack.pop()
            self.stack.append((2 * width, node(left, right)))
        whole = self.stack[-1][1]
        for _, left in reversed(self.stack[:-1]):
            whole = node(left, whole)
        self.roots.append(whole)


def members(pairs):
    names = [name for name, _ in pairs]
    check(len(set(names)) == len(names) and all(name.isascii() for name in names), "a name twice, or not ASCII")
    return dict(pairs)


def no_number(text):
    raise Contradiction(f"a number that is no integer: {text}")


def has_null(value):
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return value is None or any(has_null(part) for part in parts)


def parse(data, index):
    try:
        value = json.loads(data.decode(), object_pairs_hook=members, parse_float=no_number, parse_constant=no_number)
        again = canonical(value)
    except ValueError:
        raise Contradiction(f"entry {index} is no JSON") from None
    check(again == data and not has_null(value), f"entry {index} is not canonical")
    check(len(data) <= 16_384 and value.get("v") == 1, f"entry {index} is too long, or of another version")
    return value


class Verifier:
    def __init__(self, folder, key):
        self.folder = folder
        self.key, self.origin = key, key.split("+")[0]
        self.tree = Tree()
        self.chains, self.feeds, self.requests, self.keys, self.numbers = {}, {}, {}, {}, {}
        self.orders = {}
        self.newest = 0
        self.acts = 0
        self.signatures = set()

    def take(self, index, data):
        entry = parse(data, index)
        self.hash = leaf(data)
        kind = entry["type"]
        check((kind == "founded") == (index == 0), f"entry {index}: founded")
        check(kind != "founded" or entry["origin"] == self.origin, "the founding's origin")
        check(entry["at"] >= self.newest, f"entry {index}: earlier than the one before")
        self.newest = entry["at"]
        if "n" in entry:
            chain = entry.get("matter") or entry["document"]
            number, before = self.chains.get(chain, (0, None))
            check(entry["n"] == number + 1 and entry.get("prev") == before, f"entry {index}: the chain of {chain}")
            self.chains[chain] = (entry["n"], self.hash.hex())
        if "to" in entry:
            check(entry["feed"] == self.feeds.get(entry["to"], 0) + 1, f"entry {index}: the feed of {entry['to']}")
            self.feeds[entry["to"]] = entry["feed"]
        if "request" in entry:
            name = (entry["by"]["party"], entry["request"])
            last, at = self.requests.get(name, (index - 1, 0))
            check(last == index - 1 or entry["at"] - at >= MONTH, f"entry {index}: a request in two places")
            self.requests[name] = (index, entry["at"])
        if kind in ACTS:
            self.act(index, entry, entry["act"])
        elif kind in ("dispatched", "objection-decided", "stepped", "convened", "tasked", "documented"):
            self.orders[index] = self.hash
        elif kind == "party-enrolled":
            party = entry["party"]
            self.keys[party["id"]] = {key["officer"]: key["key"] for key in party["act-keys"]}
        elif kind == "party-revoked":
            self.keys[entry["party"]] = {}
        self.tree.add(self.hash)

    def act(self, index, entry, act):
        where = f"entry {index}: the act"
        text = act["text"]
        check(len(text.encode()) <= 1024 and text.endswith("\n"), where, "is no text")
        first, *rest = text[:-1].split("\n")
        said = dict(line.split(" ", 1) for line in rest)
        check(first == "lianxi-act/v1" and list(said) == [name for name in LINES if name in said]
              and len(said) == len(rest), where, "has other lines")
        check(said["log"] == self.origin, where, "is of another log")
        verb = said["act"]
        made = {MADE.get(verb, "acted")} if entry["type"] != "document-acted" else {"document-acted"}
        check(entry["type"] in made or verb == "sign" and entry["type"] == "document-acted", where, "is of another type")
        check("matter" not in entry or entry["type"] == "answered" or said["matter"] == entry["matter"],
              where, "is of another matter")
        check(re.fullmatch(r"[A-Z]\d\d@[a-z0-9-]{1,32}", said["rule"]), where, "names no rule")
        name = f"{said['department']}/{said['officer']}"
        key = self.keys.get(said["department"], {}).get(said["officer"])
        check(key is not None and key.split("+")[0] == name, where, "is by nobody enrolled")
        check(int(said["seq"]) == self.numbers.get(name, 0) + 1, where, "has another number")
        self.numbers[name] = int(said["seq"])
        order, hash = said["answers"].split(" ")
        check(self.orders.get(int(order)) == unb64(hash), where, "answers no order")
        size, head = said["head"].split(" ")
        check(int(size) <= index and self.tree.roots[int(size)] == unb64(head), where, "names another head")
        count, place, path = act.get("batch", [1, 0, []])
        check(0 <= place < count <= 256, where, "has no place in its batch")
        whole = root_from_inclusion(leaf(text.encode()), place, count, [unb64(hash) for hash in path])
        try:
            check_signature(key, batch_text(self.origin, count, whole), unb64(act["sig"]))
        except Contradiction as wrong:
            raise Contradiction(f"{where}: {wrong}") from None
        self.signatures.add(act["sig"])
        self.acts += 1

    def tiles(self):
        level, hashes = 0, self.tree.leaves
        while hashes:
            for number in range((len(hashes) + 255) // 256):
                part = hashes[256 * number : 256 * (number + 1)]
                name = f"tile/{level}/" + export.place(number, len(part))
                check(export.read(self.folder, name) == b"".join(part), name, "does not hold the hashes")
            hashes = [tree_root(hashes[at : at + 256]) for at in range(0, len(hashes) - 255, 256)]
            level += 1

    def run(self):
        size, signed = read_checkpoint(export.read(self.folder, "checkpoint").decode(), self.key)
        for index, data in enumerate(export.entries(self.folder, size)):
            self.take(index, data)
        check(self.tree.roots[-1] == signed, "the entries have another root")
        self.tiles()
        return {"entries": size, "chains": len(self.chains), "acts": self.acts, "signatures": len(self.signatures)}


def main(folder, key):
    try:
        print(json.dumps(Verifier(folder, key).run()))
    except OSError as error:
        sys.exit(f"wrong: {os.path.relpath(error.filename, folder)} is not there")
    except (Contradiction, ValueError) as wrong:
        sys.exit(f"wrong: {wrong}")


main(*sys.argv[1:])
