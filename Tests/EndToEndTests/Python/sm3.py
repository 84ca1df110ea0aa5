#!/usr/bin/env python3
"""Checks the SM3 tree of an export from the page Format alone: hashlib's SM3, and SM2 by the openssl command.

sm3.py EXPORT KEY: KEY is the office's SM2 key as ledger.sm2.vkey has it. Prints one line of JSON; shares no code with us.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

from export import entries, read  # noqa: E402

PUBLIC_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")


def sm3(data):
    return hashlib.new("sm3", data).digest()


def root(leaves):
    if not leaves:
        return sm3(b"")
    if len(leaves) == 1:
        return leaves[0]
    left = 1
    while 2 * left < len(leaves):
        left *= 2
    return sm3(b"\x01" + root(leaves[:left]) + root(leaves[left:]))


def integer(number):
    number = number.lstrip(b"\0") or b"\0"
    number = (b"\0" if number[0] & 0x80 else b"") + number
    return b"\x02" + bytes([len(number)]) + number


def verified(text, signature, point):
    body = integer(signature[:32]) + integer(signature[32:])
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": PUBLIC_HEAD + point, "text": text, "sig": b"\x30" + bytes([len(body)]) + body}
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", f"{folder}/key",
                   "-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678",
                   "-in", f"{folder}/text", "-sigfile", f"{folder}/sig"]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def main(folder, key):
    origin, _, blob = key.strip().split("+", 2)
    blob = base64.b64decode(blob)
    point = blob[1 + len(b"lianxi-sm2/v1") :]
    size = int(read(folder, "checkpoint").split(b"\n")[1])
    ledger = list(entries(folder, size))
    leaves = [sm3(b"\0" + entry) for entry in ledger]
    heads = []
    for index, entry in enumerate(ledger):
        value = json.loads(entry)
        if value["type"] == "sm3-head":
            said = base64.b64decode(value["root"])
            heads.append({"entry": index, "size": value["size"], "agrees": value["size"] <= index
                          and root(leaves[: value["size"]]) == said})
    note = read(folder, "checkpoint.sm3")
    text, lines = note.split(b"\n\n")
    text += b"\n"
    name, size, said = text.decode().split("\n")[:3]
    lines = lines.decode().splitlines()
    _, signer, signature = lines[0].split(" ")
    signature = base64.b64decode(signature)
    identifier = hashlib.sha256(f"{origin}/sm3\n".encode() + blob).digest()[:4]
    print(json.dumps({
        "entries": len(leaves), "heads": heads, "size": int(size),
        "name": name == signer == f"{origin}/sm3" and len(lines) == 1,
        "root": base64.b64encode(root(leaves[: int(size)])).decode() == said,
        "signature": signature[:4] == identifier and verified(text, signature[4:], point),
    }))


main(*sys.argv[1:])
