"""What is hashed and signed, from the pages Protocol and Format and nothing else.

Needs Ed25519 (python3-nacl). Shares no code with the programs it checks.
"""

import base64
import hashlib
import json

import nacl.exceptions
import nacl.signing

EMPTY_ROOT = hashlib.sha256(b"").digest()


class Contradiction(Exception):
    """The daemon says something that cannot be true. People must look at it."""


def b64(data):
    return base64.b64encode(data).decode()


def unb64(text):
    data = base64.b64decode(text, validate=True)
    if b64(data) != text:
        raise ValueError("base64 that is written otherwise")
    return data


def canonical(value):
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def leaf(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves):
    if len(leaves) <= 1:
        return leaves[0] if leaves else EMPTY_ROOT
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(tree_root(leaves[:split]), tree_root(leaves[split:]))


def root_from_inclusion(leaf_hash, index, size, proof):
    """RFC 9162 2.1.3.2."""
    if index >= size:
        raise Contradiction("an entry beyond the tree")
    fn, sn, root = index, size - 1, leaf_hash
    for step in proof:
        if sn == 0:
            raise Contradiction("an inclusion proof that is too long")
        if fn & 1 or fn == sn:
            root = node(step, root)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            root = node(root, step)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise Contradiction("an inclusion proof that is too short")
    return root


def check_consistency(size1, root1, size2, root2, proof):
    """RFC 9162 2.1.4.2."""
    if size1 == 0 or size1 == size2:
        if proof or (size1 and root1 != root2):
            raise Contradiction("two roots of one size")
        return
    if size1 > size2:
        raise Contradiction("the ledger shrank")
    path = list(proof)
    if size1 & (size1 - 1) == 0:
        path.insert(0, root1)
    if not path:
        raise Contradiction("no consistency proof")
    fn, sn = size1 - 1, size2 - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for step in path[1:]:
        if sn == 0:
            raise Contradiction("a consistency proof that is too long")
        if fn & 1 or fn == sn:
            fr, sr = node(step, fr), node(step, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, step)
        fn, sn = fn >> 1, sn >> 1
    if sn or fr != root1 or sr != root2:
        raise Contradiction("the ledger is not consistent with the checkpoint kept")


def key_id(name, kind, public):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def verifier_key(name, public):
    """name+id+base64 of kind 01."""
    return "%s+%s+%s" % (name, key_id(name, 1, public).hex(), b64(b"\x01" + public))


def read_verifier_key(text):
    name, identifier, rest = text.split("+", 2)
    data = unb64(rest)
    if len(data) != 33 or data[0] != 1 or key_id(name, 1, data[1:]).hex() != identifier:
        raise ValueError("not a verifier key: " + text)
    return name, data[1:]


def check_signature(key, text, signature):
    """Key identifier and signature, over the text by the verifier key."""
    name, public = read_verifier_key(key)
    if signature[:4] != key_id(name, 1, public):
        raise Contradiction("a signature by another key than that of " + name)
    try:
        nacl.signing.VerifyKey(public).verify(text.encode(), signature[4:])
    except nacl.exceptions.BadSignatureError:
        raise Contradiction("a bad signature of " + name) from None


def open_note(note, key):
    """The text of a signed note, once the key's signature was found to fit."""
    name, public = read_verifier_key(key)
    text, _, block = note.rpartition("\n\n")
    text += "\n"
    for line in block.splitlines():
        dash, signer, blob = line.split(" ")
        blob = unb64(blob)
        if dash == "\u2014" and signer == name and blob[:4] == key_id(name, 1, public):
            check_signature(key, text, blob)
            return text
    raise Contradiction("a note without a signature of " + name)


def read_checkpoint(note, key):
    origin, size, root = open_note(note, key).splitlines()
    if origin != key.split("+")[0] or str(int(size)) != size:
        raise Contradiction("a checkpoint of another log")
    return int(size), unb64(root)


def read_confirmation(note, key, origin):
    lines = open_note(note, key).splitlines()
    if lines[:2] != ["lianxi-confirmation/v1", "log " + origin]:
        raise Contradiction("a confirmation of another log")
    entries = {}
    for line in lines[3:]:
        word, index, digest = line.split(" ")
        if word != "entry":
            raise Contradiction("a confirmation with a line " + word)
        entries[int(index)] = unb64(digest)
    return entries


def act_text(origin, order, order_hash, head, matter, verb, party, officer, rule, at, seq,
             detail=None, note=None):
    lines = [
        "lianxi-act/v1", "log " + origin, "answers %d %s" % (order, b64(order_hash)),
        "head %d %s" % (head[0], b64(head[1])), "matter " + matter, "act " + verb,
        "department " + party, "officer " + officer, "rule " + rule, "at %d" % at, "seq %d" % seq,
    ]
    if detail is not None:
        lines.append("detail " + detail)
    if note is not None:
        lines.append("note " + b64(note))
    return "".join(line + "\n" for line in lines)


def batch_text(origin, count, root):
    return "lianxi-acts/v1\n%s\n%d\n%s\n" % (origin, count, b64(root))


def sign_batch(origin, texts, name, seed):
    """Key identifier and signature over the batch, as `sig` carries them."""
    key = nacl.signing.SigningKey(seed)
    root = tree_root([leaf(text.encode()) for text in texts])
    signature = key.sign(batch_text(origin, len(texts), root).encode()).signature
    return key_id(name, 1, bytes(key.verify_key)) + signature
