#!/usr/bin/python3
"""A member department, written from the page Protocol and nothing else.

Keeps what arrives in inbox.jsonl (each line is on disk before anything is said about it), sends
receipts, signs for every order with its officer's key, and checks everything it is told: feed
numbers, checkpoints, consistency, confirmations and, with --prove, its own acts in the ledger.

Needs libzmq with CURVE (python3-zmq) and Ed25519 (python3-nacl).
"""

import argparse
import ctypes
import hashlib
import hmac
import json
import os
import secrets
import struct
import sys
import time

import nacl.signing
import zmq

sys.dont_write_bytecode = True

from proofs import (  # noqa: E402
    EMPTY_ROOT, Contradiction, act_text, b64, canonical, check_consistency, leaf, read_checkpoint,
    read_confirmation, root_from_inclusion, sign_batch, unb64, verifier_key)

# --- Bytes ------------------------------------------------------------------------------------

SIGNATURE, VERSION = b"LX", 1
ITEM, BEAT, REQUEST, REPLY = 0x01, 0x02, 0x10, 0x11
LARGEST = 2**53 - 1


class Refused(Exception):
    """A request was not done."""

    def __init__(self, refusal):
        super().__init__(refusal["code"] + ": " + refusal["message"])
        self.refusal = refusal


def commitment(salt, matter, field, payload):
    message = b"lianxi-dossier/v1\n"
    message += struct.pack(">H", len(matter)) + matter.encode()
    message += struct.pack(">H", len(field)) + field.encode()
    message += struct.pack(">I", len(payload)) + payload
    return hmac.new(salt, message, hashlib.sha256).digest()


# --- Frames -----------------------------------------------------------------------------------


def prefix(kind):
    return SIGNATURE + bytes([VERSION, kind])


def read_feed_frame(frame):
    """(kind, fields), or None for what is not of this protocol: that is dropped."""
    if len(frame) < 44 or frame[:3] != SIGNATURE + bytes([VERSION]):
        return None
    counter, identifier, number, second = struct.unpack(">Q16sQQ", frame[4:44])
    if max(counter, number, second) > LARGEST:
        return None
    rest = frame[44:]
    if frame[3] == ITEM and number > 0 and 1 <= len(rest) <= 16384:
        return ITEM, (counter, identifier), number, second, rest
    if frame[3] == BEAT and len(rest) <= 4096:
        return BEAT, (counter, identifier), number, second, rest
    return None


# --- The inbox --------------------------------------------------------------------------------


class Inbox:
    """Everything this department knows, as lines that were synced before they were acted upon."""

    def __init__(self, path):
        self.epoch = None
        self.last = 0
        self.checkpoint = (0, EMPTY_ROOT)
        self.orders = {}  # index -> what an act on it needs
        self.receipts = []  # hashes owed, by index
        self.pending = None  # a signed batch without an answer
        self.sequence = 0
        self.entries = {}  # index of our act -> hash the daemon confirmed
        if os.path.exists(path):
            self._load(path)
        self.file = open(path, "ab")

    def _load(self, path):
        with open(path, "rb") as file:
            data = file.read()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.truncate(path, whole)  # a line cut off by a crash was never acted upon
        for line in data[:whole].splitlines():
            self._apply(json.loads(line))

    def keep(self, records):
        for record in records:
            self.file.write(canonical(record) + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())
        for record in records:
            self._apply(record)

    def _apply(self, record):
        kind = record["kind"]
        if kind == "epoch":
            self.epoch = (record["counter"], bytes.fromhex(record["id"]))
        elif kind == "item":
            self._item(record)
        elif kind == "receipts":
            done = set(record["indexes"])
            self.receipts = [index for index in self.receipts if index not in done]
        elif kind == "checkpoint":
            self.checkpoint = (record["size"], unb64(record["root"]))
        elif kind == "acts":
            self.pending = record
            self.sequence = record["last"]
            for index in record["orders"]:
                self.orders[index]["open"] = False
        elif kind == "answered":
            self.pending = None
            self.sequence = record["last"]
            for index in record["again"]:
                self.orders[index]["open"] = True
            for index, digest in record["entries"]:
                self.entries[index] = unb64(digest)
        elif kind == "sequence":
            self.sequence = record["last"]

    def _item(self, record):
        self.last = record["number"]
        bytes_ = unb64(record["entry"])
        entry = json.loads(bytes_)
        if entry["type"] == "dispatched":
            index = record["index"]
            rules = [clock["rules"] for clock in entry["clocks"]]
            self.orders[index] = {
                "hash": leaf(bytes_), "matter": entry["matter"], "open": bool(rules),
                "assignment": entry["assignment"]["id"], "rules": "".join(rules[:1]),
            }
            self.receipts.append(index)


# --- The department ---------------------------------------------------------------------------


class Department:
    def __init__(self, directory, installation="python"):
        with open(os.path.join(directory, "enrolment.json"), "rb") as file:
            self.enrolment = json.loads(file.read())
        keys = os.path.join(directory, "keys")
        with open(os.path.join(keys, "curve.key")) as file:
            self.curve_secret = file.read().strip().encode()
        self.officer = next(
            name[:-4] for name in sorted(os.listdir(keys))
            if name.endswith(".key") and name != "curve.key")
        with open(os.path.join(keys, self.officer + ".key")) as file:
            self.seed = bytes.fromhex(file.read().strip())
        self.inbox = Inbox(os.path.join(directory, "inbox.jsonl"))
        self.installation = installation
        self.context = zmq.Context()
        self.feed = self.desk = None
        self.frames = []  # heard while a reply was awaited
        self.held = {}
        self.floor = self.head = self.inbox.last
        self.announced = b""
        self.limits = {}
        self.signed = 0
        self.proven = set()
        self.heard = time.monotonic()

    # Connections

    def _socket(self, kind, address):
        socket = self.context.socket(kind)
        socket.curve_serverkey = self.enrolment["server-key"].encode()
        socket.curve_secretkey = self.curve_secret
        socket.curve_publickey = zmq.curve_public(self.curve_secret)
        settings = {
            zmq.LINGER: 0, zmq.RCVHWM: 0, zmq.MAXMSGSIZE: 1048576, zmq.IPV6: 1,
            zmq.RECONNECT_IVL: 1000, zmq.RECONNECT_IVL_MAX: 30000, zmq.CONNECT_TIMEOUT: 5000,
            zmq.HANDSHAKE_IVL: 10000, zmq.HEARTBEAT_IVL: 10000, zmq.HEARTBEAT_TIMEOUT: 30000,
            zmq.HEARTBEAT_TTL: 30000, zmq.TCP_KEEPALIVE: 1, zmq.TCP_KEEPALIVE_IDLE: 60,
            zmq.TCP_KEEPALIVE_INTVL: 10, zmq.TCP_KEEPALIVE_CNT: 3,
        }
        for option, value in settings.items():
            socket.setsockopt(option, value)
        if kind == zmq.SUB:
            socket.setsockopt(zmq.SUBSCRIBE, b"")
        else:
            socket.setsockopt(zmq.IMMEDIATE, 1)
        socket.connect(address)
        return socket

    def connect(self):
        for socket in (self.feed, self.desk):
            if socket is not None:
                socket.close()
        # The feed first, so that nothing falls between the hello and the subscription.
        self.feed = self._socket(zmq.SUB, self.enrolment["feed"])
        self.desk = self._socket(zmq.DEALER, self.enrolment["desk"])
        self.poller = zmq.Poller()
        self.poller.register(self.feed, zmq.POLLIN)
        self.poller.register(self.desk, zmq.POLLIN)
        self.heard = time.monotonic()

    def poll(self, milliseconds):
        """Takes what came on the feed aside; returns the messages from the desk."""
        ready = dict(self.poller.poll(milliseconds))
        if self.feed in ready:
            while True:
                try:
                    self.frames.append(self.feed.recv(zmq.NOBLOCK))
                    self.heard = time.monotonic()
                except zmq.Again:
                    break
        return [self.desk.recv_multipart()] if self.desk in ready else []

    def request(self, body, identifier=None, attempts=3):
        """Asks, again under the same identifier when no reply comes; returns (ok, items)."""
        identifier = identifier or secrets.token_bytes(16)
        data = body if isinstance(body, bytes) else canonical(body)
        if len(data) > self.limits.get("body", 262144):
            raise ValueError("a body of %d bytes" % len(data))
        for _ in range(attempts):
            deadline = time.monotonic() + 10
            try:
                self.desk.send_multipart([prefix(REQUEST) + identifier, data], zmq.NOBLOCK)
            except zmq.Again:
                deadline = time.monotonic() + 1  # not connected yet
            while time.monotonic() < deadline:
                for frames in self.poll(100):
                    if len(frames) < 2 or frames[0] != prefix(REPLY) + identifier:
                        continue  # a reply to something given up
                    reply = json.loads(frames[1])
                    if "refused" in reply:
                        raise Refused(reply["refused"])
                    return reply["ok"], frames[2:]
        raise TimeoutError("no reply to " + identifier.hex())

    # What the daemon says

    def hello(self):
        ok, _ = self.request({
            "op": "hello", "versions": [1], "software": "department.py/1",
            "installation": self.installation}, attempts=5)
        expected = {
            "version": 1, "origin": self.enrolment["origin"], "party": self.enrolment["party"],
            "keys": {"log": self.enrolment["log-key"],
                     "confirmation": self.enrolment["confirmation-key"]},
        }
        for name, value in expected.items():
            if ok[name] != value:
                raise Contradiction("the daemon's %s is %s" % (name, ok[name]))
        self.limits = ok["limits"]
        for sequence in ok["sequences"]:
            if sequence["officer"] == self.officer and not self.inbox.pending:
                if sequence["last"] != self.inbox.sequence:
                    self.inbox.keep([{"kind": "sequence", "last": sequence["last"]}])
        say("connected", server=ok["server"], epoch=ok["epoch"]["counter"], head=ok["head"])
        self.enter((ok["epoch"]["counter"], bytes.fromhex(ok["epoch"]["id"])))
        self.raise_head(ok["head"])
        self.announced = ok["checkpoint"].encode()

    def enter(self, epoch):
        known = self.inbox.epoch
        if known == epoch:
            return
        if known is not None and epoch[0] <= known[0]:
            raise Contradiction("epoch %d after %d" % (epoch[0], known[0]))
        self.inbox.keep([{"kind": "epoch", "counter": epoch[0], "id": epoch[1].hex()}])
        self.held = {}
        self.floor = self.head = self.inbox.last

    def raise_head(self, number):
        if number < self.floor:
            raise Contradiction("the feed ends at %d, we have %d" % (number, self.floor))
        self.head = max(self.head, number)

    def take(self, frame):
        read = read_feed_frame(frame)
        if read is None:
            return
        kind, epoch, number, second, rest = read
        self.enter(epoch)
        if kind == BEAT:
            self.raise_head(number)
            self.announced = rest or self.announced
        elif number > self.inbox.last:
            self.head = max(self.head, number)
            self.held[number] = (second, rest)
            if len(self.held) > 1024:
                del self.held[max(self.held)]

    def keep(self):
        """Keeps what continues the feed; after this it is on disk."""
        records, number = [], self.inbox.last
        while number + 1 in self.held:
            number += 1
            index, entry = self.held.pop(number)
            value = json.loads(entry)
            if canonical(value) != entry:
                raise Contradiction("entry %d is not canonical" % index)
            if value["feed"] != number or value["to"] != self.enrolment["party"]:
                raise Contradiction("entry %d is not item %d of this feed" % (index, number))
            records.append({"kind": "item", "number": number, "index": index, "entry": b64(entry)})
        if records:
            self.inbox.keep(records)
            for record in records:
                entry = json.loads(unb64(record["entry"]))
                say("received", number=record["number"], index=record["index"],
                    type=entry["type"], matter=entry["matter"])

    def catch_up(self):
        while self.head > self.inbox.last:
            before = self.inbox.last
            ok, items = self.request({"op": "sync", "after": before, "limit": 500})
            for item in items:
                self.take(item)
            self.raise_head(ok["head"])
            self.keep()
            if self.inbox.last == before:
                return  # the next beat decides

    # What the department says

    def send_receipts(self):
        while self.inbox.receipts:
            indexes = self.inbox.receipts[:self.limits["receipts"]]
            ok, _ = self.request({"op": "receive", "orders": [
                {"index": index, "hash": self.inbox.orders[index]["hash"].hex()}
                for index in indexes]})
            for index, result in zip(indexes, ok["results"], strict=True):
                if "refused" in result:
                    say("refused", what="receipt", order=index, **result["refused"])
            self.inbox.keep([{"kind": "receipts", "indexes": indexes}])

    def sign(self, most):
        """Signs for open orders, as one batch that is kept before it is sent."""
        if self.inbox.pending is None:
            orders = [index for index, order in self.inbox.orders.items() if order["open"]]
            orders = orders[:min(most, self.limits["acts"])]
            if not orders:
                return
            self.prepare(orders)
        self.send_acts()

    def prepare(self, orders):
        origin, party = self.enrolment["origin"], self.enrolment["party"]
        texts = []
        for place, index in enumerate(orders):
            order = self.inbox.orders[index]
            texts.append(act_text(
                origin, index, order["hash"], self.inbox.checkpoint, order["matter"], "sign",
                party, self.officer, "P02@" + order["rules"], int(time.time()),
                self.inbox.sequence + 1 + place))
        signature = sign_batch(origin, texts, party + "/" + self.officer, self.seed)
        body = {"op": "act", "acts": [{"text": text} for text in texts], "sig": b64(signature)}
        self.inbox.keep([{
            "kind": "acts", "request": secrets.token_hex(16), "orders": orders,
            "last": self.inbox.sequence + len(orders), "body": b64(canonical(body))}])

    def send_acts(self):
        pending = self.inbox.pending
        ok, _ = self.request(unb64(pending["body"]), bytes.fromhex(pending["request"]))
        confirmed = {}
        if ok["confirmation"]:
            confirmed = read_confirmation(
                ok["confirmation"], self.enrolment["confirmation-key"], self.enrolment["origin"])
        entries, again = [], []
        for index, result in zip(pending["orders"], ok["results"], strict=True):
            if "refused" in result:
                say("refused", what="act", order=index, **result["refused"])
                if result["refused"]["code"] in ("sequence-gap", "sequence-reused"):
                    again.append(index)  # to be signed anew, under the right number
                continue
            entry = result["entry"]
            if entry not in confirmed:
                raise Contradiction("entry %d is not in its confirmation" % entry)
            entries.append([entry, b64(confirmed[entry])])
        self.inbox.keep([{
            "kind": "answered", "request": pending["request"], "entries": entries,
            "last": pending["last"] - len(pending["orders"]) + len(entries), "again": again,
            "confirmation": ok["confirmation"]}])
        for index, result in zip(pending["orders"], ok["results"], strict=True):
            if "entry" in result:
                order = self.inbox.orders[index]
                self.signed += 1
                say("signed", order=index, entry=result["entry"], matter=order["matter"],
                    assignment=order["assignment"])
        if again:
            self.hello()  # tells how far the key has come

    # What lets it believe

    def judge_checkpoint(self):
        note, self.announced = self.announced, b""
        if not note:
            return
        size, root = read_checkpoint(note.decode(), self.enrolment["log-key"])
        known = self.inbox.checkpoint
        if size < known[0] or (size, root) == known:
            return
        if known[0]:
            ok, _ = self.request({"op": "checkpoint", "from": known[0]})
            size, root = read_checkpoint(ok["note"], self.enrolment["log-key"])
            check_consistency(known[0], known[1], size, root, [unb64(h) for h in ok["proof"]])
            note = ok["note"].encode()
        self.inbox.keep([{
            "kind": "checkpoint", "size": size, "root": b64(root), "note": note.decode()}])
        say("checkpoint", size=size)

    def prove_acts(self):
        """Finds every act of ours in the newest checkpoint's tree; False while one is not in it."""
        for index, digest in sorted(self.inbox.entries.items()):
            if index in self.proven:
                continue
            if index >= self.inbox.checkpoint[0]:
                return False
            size, root = self.inbox.checkpoint
            ok, _ = self.request({"op": "prove", "index": index, "size": size})
            if bytes.fromhex(ok["hash"]) != digest:
                raise Contradiction("entry %d is not what was confirmed" % index)
            path = [unb64(step) for step in ok["proof"]]
            if root_from_inclusion(digest, index, size, path) != root:
                raise Contradiction("entry %d is not in the ledger" % index)
            self.proven.add(index)
            say("proven", entry=index, size=size)
        return True

    # The loop

    def step(self, most):
        self.poll(250)
        frames, self.frames = self.frames, []
        for frame in frames:
            self.take(frame)
        self.keep()
        self.catch_up()
        self.send_receipts()
        self.judge_checkpoint()
        if most > 0:
            self.sign(most)

    def run(self, count, seconds, proves):
        deadline = time.monotonic() + seconds if seconds else float("inf")
        greeted = False
        self.connect()
        while time.monotonic() < deadline:
            try:
                if not greeted or time.monotonic() - self.heard > 30:
                    if greeted:
                        self.connect()
                    self.hello()
                    greeted = True
                self.step(count - self.signed if count else 256)
                if count and self.signed >= count:
                    if not proves or self.prove_acts():
                        say("done", signed=self.signed)
                        return 0
            except TimeoutError as error:
                say("waiting", reason=str(error))
                greeted = False
                self.connect()
            except Refused as error:
                say("refused", what="request", **error.refusal)
                if error.refusal["code"] not in ("busy", "stopping", "storage-full"):
                    return 1
                time.sleep(0.25)
        say("timeout", signed=self.signed)
        return 3


# --- The door ---------------------------------------------------------------------------------


def say(event, **facts):
    print(json.dumps({"event": event, **facts}, ensure_ascii=False), flush=True)


def write_secret(path, text):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")


def keygen(directory, party, name, officer):
    keys = os.path.join(directory, "keys")
    os.makedirs(keys, 0o700, exist_ok=True)
    public, secret = zmq.curve_keypair()
    seed = secrets.token_bytes(32)
    write_secret(os.path.join(keys, "curve.key"), secret.decode())
    write_secret(os.path.join(keys, officer + ".key"), seed.hex())
    act_key = verifier_key(
        party + "/" + officer, bytes(nacl.signing.SigningKey(seed).verify_key))
    request = {
        "v": 1, "party": party, "kind": "department", "name": name, "curve-key": public.decode(),
        "act-keys": [{"officer": officer, "key": act_key}],
    }
    with open(os.path.join(directory, "enrolment-request.json"), "wb") as file:
        file.write(canonical(request) + b"\n")
    say("keys", party=party, officer=officer)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--directory", required=True, help="where enrolment.json and keys/ are")
    parser.add_argument("--count", type=int, default=0, help="exit 0 after so many signed")
    parser.add_argument("--timeout", type=float, default=0, help="exit 3 after so many seconds")
    parser.add_argument("--prove", action="store_true", help="find each act in the ledger too")
    parser.add_argument("--keygen", action="store_true", help="make keys and a request instead")
    parser.add_argument("--party")
    parser.add_argument("--name")
    parser.add_argument("--officer")
    options = parser.parse_args()
    # libzmq spaces its attempts by rand(), which it never seeds.
    ctypes.CDLL(None).srand(secrets.randbits(31))
    if options.keygen:
        if not (options.party and options.name and options.officer):
            parser.error("--keygen needs --party, --name and --officer")
        keygen(options.directory, options.party, options.name, options.officer)
        return 0
    try:
        return Department(options.directory).run(options.count, options.timeout, options.prove)
    except Contradiction as error:
        say("contradiction", reason=str(error))
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
