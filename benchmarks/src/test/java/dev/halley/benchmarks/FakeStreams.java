package dev.halley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.wire.FrameExtension;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams of {@link FakeSessions} for its clients of protocol version 2: nothing is ever dropped. */
final class FakeStreams {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EPOCH = 5;

    /** Sends a frame to a client. */
    interface Sender {
        void send(SocketChannel client, ByteBuffer frame) throws IOException;
    }

    private final Map<String, List<ByteBuffer>> logs = new HashMap<>();
    private final Map<String, List<SocketChannel>> members = new HashMap<>();
    private final Sender sender;
    private boolean forgetful;

    FakeStreams(Sender sender) {
        this.sender = sender;
    }

    /** From now on nobody recovers anything. */
    synchronized void forget() {
        forgetful = true;
    }

    /** Answers AUTH: the reply first, then what was missed. */
    synchronized void join(SocketChannel client, String auth) throws IOException {
        JsonNode json = JSON.readTree(auth);
        JsonNode room = json.path("rooms").path(0);
        String stream =
                room.isMissingNode()
                        ? "user:" + json.path("user").asText()
                        : "room:" + room.asText();
        List<ByteBuffer> log = logs.computeIfAbsent(stream, name -> new ArrayList<>());
        JsonNode asked = json.path("recover").path(0);
        boolean recovers = asked.path("epoch").asInt() == EPOCH && !forgetful;
        String reply =
                "{\"recovered\":[{\"stream\":\"%s\",\"recovered\":%s,\"epoch\":%d,\"offset\":\"%d\"}]}"
                        .formatted(stream, recovers, EPOCH, log.size());
        sender.send(client, FakeSessions.frame(8, 1, reply.getBytes(StandardCharsets.UTF_8)));
        int from = recovers ? asked.path("offset").asInt() : log.size();
        for (ByteBuffer missed : log.subList(from, log.size())) {
            sender.send(client, missed.duplicate());
        }
        members.computeIfAbsent(stream, name -> new ArrayList<>()).add(client);
    }

    /** Appends a message that looks as in version 1, and sends it to who is there. */
    synchronized void append(String stream, ByteBuffer frame) throws IOException {
        List<ByteBuffer> log = logs.computeIfAbsent(stream, name -> new ArrayList<>());
        byte[] body = new byte[frame.remaining() - 16];
        frame.get(frame.position() + 16, body);
        ByteBuf bytes = Unpooled.buffer();
        int offset = log.size() + 1;
        new FrameExtension(offset, offset, EPOCH, stream)
                .writeHeader(bytes, frame.getInt(frame.position() + 8), body.length);
        bytes.writeBytes(body);
        ByteBuffer placed = bytes.nioBuffer();
        log.add(placed);
        for (SocketChannel member : members.getOrDefault(stream, List.of())) {
            try {
                sender.send(member, placed.duplicate());
            } catch (IOException e) {
                member.close();
            }
        }
        members.getOrDefault(stream, new ArrayList<>()).removeIf(member -> !member.isOpen());
    }
}
