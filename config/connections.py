"""
The connections of visitors to this process, and how to end one whose body does not come.

The server hands over no connection, and its `read` waits for as long as the sender likes; to answer meanwhile stops the
whole process. So the connection itself is ended, under the server, which then sees a sender that went away.
"""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

Silent = dict[Any, int]
"""How many pieces of an answer each connection had been sent, by the address of its other end."""

_ANSWERED = 156
"""The place of `tcpi_data_segs_out` in Linux's `struct tcp_info` (since 4.6)."""


def silent(port: int) -> Silent:
    """What has been answered to those who are connected now."""
    return {connection.getpeername(): _answered(connection) for connection in _connections(port)}


def end_silent(port: int, before: Silent) -> None:
    """
    Ends the connections that nothing was answered to since then: those whose request is not whole; with them those that
    wait for none, which a browser opens again without a word, and a request that waited for as long, behind the others.
    """
    for connection in _connections(port):
        if before.get(connection.getpeername()) == _answered(connection):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def _connections(port: int) -> Iterator[socket.socket]:
    for name in os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else ():
        with suppress(OSError):  # closed in the meantime, or no connection
            if os.readlink(f"/proc/self/fd/{name}").startswith("socket:"):
                with socket.socket(fileno=os.dup(int(name))) as connection:
                    is_tcp = connection.family in {socket.AF_INET, socket.AF_INET6}
                    if is_tcp and connection.getsockname()[1] == port and connection.getpeername():
                        yield connection


def _answered(connection: socket.socket) -> int:
    information = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _ANSWERED + 4)
    return int(struct.unpack_from("I", information, _ANSWERED)[0])
