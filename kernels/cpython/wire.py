"""Messages as JSON lines over the local socket. What they are and mean: common/protocol.ts."""
import _thread
import errno
import json
import socket
from collections import deque

#: Must equal PROTOCOL_VERSION in common/protocol.ts.
PROTOCOL_VERSION = 1

#: Bytes asked for at once; commands are small except for the source of a cell.
READ_SIZE = 1 << 16

#: Bytes of a message that is small enough to be copied with the GIL held.
SMALL = 4096

# ASCII only, so that a lone surrogate (which UTF-8 cannot carry) reaches the app as it was printed; no NaN, which is
# not JSON and which JavaScript refuses.
_encoder = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


def encode(message):
    """One message (a dict) as the bytes of its line. ValueError or TypeError when it is no JSON."""
    return _encoder.encode(message).encode("ascii") + b"\n"


def decode(line):
    """The message in one line, bytes or text."""
    return json.loads(line)


def connect(address, token=None):
    """The `Wire` to `address`: the path of a Unix socket, or HOST:PORT. `token` goes first, as a line of its own."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit() and "/" not in host:
        connection = socket.create_connection((host, int(port)))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        folder = None
    else:
        import os.path

        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.connect(address)
        folder = os.path.dirname(address)
    if token:
        connection.sendall(token.encode() + b"\n")
    return Wire(connection, folder)


class Wire:
    """The socket, shared by every thread that sends."""

    def __init__(self, connection, folder=None):
        self._socket = connection
        #: Folder of the Unix socket, private to the app; None over TCP.
        self.folder = folder
        self._waiting = deque()
        self._lock = _thread.RLock()
        self._sending = False
        self._has_left = False
        #: Sends what can go at once with the GIL held (gil_held.py); None: every message lets go of it.
        self.send_now = None
        #: Called when the socket's descriptor is no longer ours: a cell has closed it, and nothing can be said any more.
        self.when_lost = lambda: None

    def send(self, message):
        """Send one message, whole. Blocks, with the GIL released, while the app is too busy to read. When the app
        is gone nothing is sent and nothing raised: the reader thread sees it too and ends the kernel."""
        self._waiting.append(encode(message))
        with self._lock:
            if self._sending:
                return  # from a signal handler or finaliser inside our own sendall, which continues with this one
            self._sending = True
            try:
                while self._waiting:
                    data = self._waiting.popleft()
                    if self.send_now is not None and len(data) <= SMALL:
                        data = data[self.send_now(self._socket.fileno(), data) :]
                    if data:
                        self._socket.sendall(data)
            except OSError as problem:
                self._waiting.clear()
                if problem.errno in (errno.EBADF, errno.ENOTSOCK) and not self._has_left:
                    self.when_lost()
            finally:
                self._sending = False

    def commands(self):
        """Every command, decoded, until the app closes the stream."""
        rest = b""
        while True:
            try:
                piece = self._socket.recv(READ_SIZE)
            except OSError:
                return
            if not piece:
                return
            *lines, last = piece.split(b"\n")
            if lines:
                lines[0] = rest + lines[0]
                rest = last
                for line in lines:
                    yield decode(line)
            else:
                rest += last

    def leave(self):
        """Close this process's copy of the socket: for a forked child, so that the app sees the kernel's own end."""
        self._has_left = True
        self._lock = _thread.RLock()
        self._socket.close()
