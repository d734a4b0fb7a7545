package dev.halley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a Centrifugo as the load meets: sessions in one channel each, and publications. */
final class FakeCentrifugo implements AutoCloseable {

    private static final Pattern CHANNEL = Pattern.compile("(user-\\d+|bench-[\\w-]+)$");
    private static final byte[] NOTHING = {};

    private final ServerSocket listener =
            new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final HttpServer api;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<Socket>> members = new ConcurrentHashMap<>();
    private final AtomicInteger pongs = new AtomicInteger();
    private volatile String refusal = "";

    FakeCentrifugo() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        api.createContext("/api/publish", this::publish);
        api.setExecutor(threads);
        api.start();
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    String restUrl() {
        return FakeGoim.url(api);
    }

    /** Answers as it does where a channel may not be published to. */
    void refusePublications() {
        refusal = "{\"error\":{\"code\":103,\"message\":\"permission denied\"}}";
    }

    /** Answers to its questions whether a session still lives. */
    int pongs() {
        return pongs.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        api.stop(0);
        for (List<Socket> sockets : members.values()) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket session = listener.accept();
                threads.execute(() -> serve(session));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket session) {
        try {
            DataInputStream in = new DataInputStream(session.getInputStream());
            upgrade(session, in);
            Matcher channel = CHANNEL.matcher(new String(message(in), StandardCharsets.ISO_8859_1));
            if (!channel.find()) {
                session.close();
                return;
            }
            write(session, new ProtobufBytes().number(1, 1).bytes(5, NOTHING).withLength());
            members.computeIfAbsent(channel.group(), name -> new CopyOnWriteArrayList<>())
                    .add(session);
            write(session, new ProtobufBytes().number(1, 2).bytes(6, NOTHING).withLength());
            write(session, new byte[1]);
            while (message(in).length == 1) {
                pongs.incrementAndGet();
            }
        } catch (IOException e) {
            // The session has left.
        }
    }

    private static void upgrade(Socket session, DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        boolean known = head.indexOf("GET /connection/websocket?cf_protocol=protobuf ") == 0;
        String status = known ? "101 Switching Protocols" : "404 Not Found";
        session.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** A masked message of WebSocket of less than 126 bytes. */
    private static byte[] message(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        byte[] payload = new byte[in.readUnsignedByte() & 0x7f];
        byte[] mask = in.readNBytes(4);
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private void publish(HttpExchange exchange) throws IOException {
        JsonNode publication = new ObjectMapper().readTree(exchange.getRequestBody());
        String channel = publication.path("channel").asText();
        byte[] push = ProtobufBytes.publication(channel, publication.path("b64data").binaryValue());
        if (refusal.isEmpty()) {
            for (Socket session : members.getOrDefault(channel, List.of())) {
                write(session, push);
            }
        }
        byte[] answer =
                (refusal.isEmpty() ? "{\"result\":{}}" : refusal).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void write(Socket session, byte[] replies) throws IOException {
        synchronized (session) {
            session.getOutputStream().write(ProtobufBytes.message(replies));
        }
    }
}
