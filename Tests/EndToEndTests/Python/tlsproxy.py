#!/usr/bin/env python3
"""Takes TLS on one port of loopback and hands what it says on to another: tlsproxy.py CERT KEY PORT TARGET."""

import socket
import ssl
import sys
import threading


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(raw, context, target):
    try:
        with context.wrap_socket(raw, server_side=True) as here, \
                socket.create_connection(("127.0.0.1", target)) as there:
            threading.Thread(target=pump, args=(here, there), daemon=True).start()
            while data := there.recv(65536):
                here.sendall(data)
            # Closing alone says nothing while the other thread still listens.
            here.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def main(cert, key, port, target):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    listener = socket.create_server(("127.0.0.1", int(port)))
    while True:
        raw, _ = listener.accept()
        threading.Thread(target=serve, args=(raw, context, int(target)), daemon=True).start()


main(*sys.argv[1:])
