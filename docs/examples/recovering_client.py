#!/usr/bin/env python3
"""A client of Halley's protocol version 2, in plain Python: it recovers what it missed.

    recovering_client.py HOST PORT USER ROOM...

It connects over TCP, joins the rooms, prints a line for everything that happens, and comes back
when the connection is cut. It was written from docs/reference/protocol.md alone.
"""

import json
import random
import socket
import struct
import sys
import time

HEADER = struct.Struct(">ihhii")  # packet length, header length, version, operation, sequence
EXTENSION = struct.Struct(">qqiH")  # message id, offset, epoch, bytes of the stream's name
HEARTBEAT, HEARTBEAT_REPLY, DISCONNECT, AUTH = 2, 3, 6, 7
GAP, POSITION, RECONNECT, ERROR = 26, 27, 28, 30


def say(*words):
    print(*words, flush=True)


class Positions:
    """How far the client has come: an epoch and the highest offset for each stream."""

    def __init__(self):
        self.places = {}

    def advance(self, stream, epoch, offset):
        """Whether this is new. Jumps are normal; another epoch replaces the place."""
        known = self.places.get(stream)
        if known and known[0] == epoch and offset <= known[1]:
            return False
        self.places[stream] = (epoch, offset)
        return True

    def answer(self, stream, recovered, epoch, offset, **_):
        """The server's word on a stream: 'recovered', 'lost' or 'begun'."""
        known = self.places.get(stream)
        if recovered and known and known[0] == epoch:
            return "recovered"  # the place stays: the messages behind it are still to come
        self.places[stream] = (epoch, int(offset))
        if not epoch:
            del self.places[stream]  # there is no such stream, or it is not for this session
        return "lost" if known else "begun"

    def to_recover(self):
        return [{"stream": s, "epoch": e, "offset": str(o)} for s, (e, o) in self.places.items()]


class Leave(Exception):
    """The connection is of no use any more."""

    def __init__(self, why, again=True, delay=0.0):
        super().__init__(why)
        self.again = again
        self.delay = delay


class Connection:
    """Frames over TCP."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=10)
        self.held = b""
        self.sequence = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, operation, body=b""):
        self.sequence += 1
        self.socket.sendall(
            HEADER.pack(16 + len(body), 16, 2, operation, self.sequence) + body)

    def receive(self, seconds):
        """The next frame as (operation, extension or None, body); None when the time is up."""
        until = time.monotonic() + seconds
        while len(self.held) < 4 or len(self.held) < struct.unpack_from(">i", self.held)[0]:
            left = until - time.monotonic()
            if left <= 0:
                return None
            self.socket.settimeout(left)
            try:
                more = self.socket.recv(65536)
            except socket.timeout:
                return None
            if not more:
                raise Leave("the server closed")
            self.held += more
        length, header, _, operation, _ = HEADER.unpack_from(self.held)
        frame, self.held = self.held[:length], self.held[length:]
        extension = None
        if header > 16:  # a message: its place lies between the 16 bytes and the body
            _, offset, epoch, name = EXTENSION.unpack_from(frame, 16)
            extension = (frame[38 : 38 + name].decode(), epoch, offset)
        return operation, extension, frame[header:]


class Client:
    def __init__(self, host, port, user, rooms):
        self.home, self.hint = (host, port), None
        self.user = user
        self.key = ""
        self.rooms = rooms
        self.positions = Positions()

    def run(self):
        failures = 0
        while True:
            try:
                address, self.hint = self.hint or self.home, None
                with Connection(*address) as connection:
                    heartbeat = self.log_in(connection)
                    failures = 0
                    self.listen(connection, heartbeat)
            except (OSError, Leave) as end:
                say("disconnected:", end)
                if not getattr(end, "again", True):
                    return
                wait = getattr(end, "delay", 0.0)
            # A random part of a growing time: clients cut together must not come back together.
            time.sleep(max(wait, random.uniform(0, min(60.0, 0.5 * 2**failures))))
            failures = min(failures + 1, 10)

    def log_in(self, connection):
        body = {"user": self.user, "key": self.key, "platform": "python"}
        body["rooms"] = self.rooms
        body["recover"] = self.positions.to_recover()
        connection.send(AUTH, json.dumps(body).encode())
        frame = connection.receive(10)
        if frame is None:
            raise Leave("no reply to AUTH")
        reply = json.loads(frame[2])
        if frame[0] == DISCONNECT:
            self.goodbye(reply)
        self.key = reply["key"]
        say("online", reply["user"], reply["server"])
        for room in reply.get("rooms", []):
            say("joined" if room["joined"] else "not joined", room["room"])
        for answer in reply.get("recovered", []):
            say(self.positions.answer(**answer), answer["stream"], answer["offset"])
        return reply["heartbeat_s"] / 2

    def listen(self, connection, heartbeat):
        unanswered = 0
        beat_at = time.monotonic() + heartbeat
        while True:
            frame = connection.receive(beat_at - time.monotonic())
            if frame is None:
                if unanswered == 2:
                    raise Leave("two heartbeats were not answered")
                unanswered += 1
                connection.send(HEARTBEAT)
                beat_at = time.monotonic() + heartbeat
                continue
            operation, place, body = frame
            if place:
                if place[2] == 0 or self.positions.advance(*place):
                    say("message", place[0] or "-", place[2], body.decode(errors="replace"))
            elif operation == HEARTBEAT_REPLY:
                unanswered = 0
            else:
                self.news(operation, body)

    def news(self, operation, body):
        if operation not in (DISCONNECT, GAP, POSITION, RECONNECT, ERROR):
            return  # this client has no use for it
        news = json.loads(body)
        if operation == GAP:
            new = self.positions.advance(news["stream"], news["epoch"], int(news["to"]))
            if new or int(news["to"]) < int(news["from"]):  # the latter: nobody knows how many
                say("gap", news["stream"], news["from"], news["to"])
        elif operation == POSITION:
            self.positions.advance(news["stream"], news["epoch"], int(news["offset"]))
        elif operation == RECONNECT:
            if news["nodes"]:
                host, _, port = random.choice(news["nodes"]).rpartition(":")
                self.hint = (host, int(port))
            raise Leave("asked to move", delay=news["delay_ms"] / 1000)
        elif operation == DISCONNECT:
            self.goodbye(news)
        else:
            say("error", news["code"], news["message"])

    def goodbye(self, body):
        raise Leave(body["reason"], again=body["reconnect"], delay=body["delay_ms"] / 1000)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    Client(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]).run()
