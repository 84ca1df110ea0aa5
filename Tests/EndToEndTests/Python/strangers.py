"""Connections of someone without a key, to the daemon's real ports.

strangers.py MANNER COUNT PORT...: opens COUNT connections to each port, says so in one line, keeps them
and goes on pushing bytes until its standard input ends.
"""
import socket
import sys
import time


def greeting(mechanism):
    # ZMTP 3.1: signature, version, mechanism of 20 bytes, as-server, filler (RFC 37).
    signature = b"\xff" + bytes(7) + b"\x01\x7f\x03\x01"
    return signature + mechanism.ljust(20, b"\0") + bytes(32)


FIRST = {
    "silent": b"",
    "stalled": greeting(b"CURVE")[:11],
    "garbage": b"GET / HTTP/1.1\r\n\r\n" + bytes(i * 37 % 256 for i in range(64)),
    # A command frame said to be of 2^62 bytes.
    "giant": greeting(b"CURVE") + b"\x06\x40" + bytes(7),
    "unsecured": greeting(b"NULL") + b"\x04\x19\x05READY",
    "slow": greeting(b"CURVE"),
}


def main():
    manner, count, ports = sys.argv[1], int(sys.argv[2]), [int(p) for p in sys.argv[3:]]
    mine = []
    for port in ports:
        for _ in range(count):
            try:
                one = socket.socket()
                if manner == "slow":
                    # The window has room for as good as nothing.
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
                one.settimeout(5)
                one.connect(("127.0.0.1", port))
                one.sendall(FIRST[manner])
                one.setblocking(False)
                mine.append(one)
            except OSError:
                continue
    print(f"connected {len(mine)}", flush=True)
    while manner == "slow":
        for one in mine:
            try:
                one.recv(1)
            except OSError:
                continue
        time.sleep(1)
    pushed = 0
    while manner not in ("silent", "stalled"):
        for one in mine:
            try:
                pushed += one.send(b"Z" * 65536)
            except OSError:
                continue
        time.sleep(0.1)
    time.sleep(600)


main()
