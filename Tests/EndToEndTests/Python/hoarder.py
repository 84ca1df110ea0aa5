"""A unit with a key that asks and never reads an answer.

hoarder.py DESK SERVER-KEY KEY-FILE CONNECTIONS FRAMES...: opens so many connections to the desk with the
unit's CURVE keys (two lines of the file: public, secret) and sends on each, again and again, the message
of these frames, given in hexadecimal. Says `asked` and how many once no connection takes another, or after
20 seconds, and keeps them until it is ended.
"""
import sys
import time

import zmq


def main():
    desk, server, file, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    frames = [bytes.fromhex(text) for text in sys.argv[5:]]
    public, secret = open(file, "rb").read().split()
    context = zmq.Context()
    peers = []
    for _ in range(count):
        peer = context.socket(zmq.DEALER)
        peer.curve_serverkey, peer.curve_publickey, peer.curve_secretkey = server.encode(), public, secret
        # Of what is answered as good as nothing finds room here.
        peer.rcvhwm, peer.rcvbuf, peer.sndhwm, peer.linger = 1, 1024, 100, 0
        peer.connect(desk)
        peers.append(peer)
    asked, began, idle = 0, time.monotonic(), time.monotonic()
    while time.monotonic() - idle < 5 and time.monotonic() - began < 20:
        for peer in peers:
            try:
                peer.send_multipart(frames, zmq.NOBLOCK)
                asked, idle = asked + 1, time.monotonic()
            except zmq.Again:
                continue
        if asked >= 1500 * count:
            break
        # Not so fast that it is told to come back later.
        time.sleep(0.002)
    print("asked", asked, flush=True)
    time.sleep(600)


main()
