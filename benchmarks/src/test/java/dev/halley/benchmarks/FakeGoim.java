package dev.halley.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of goim's protocol and push routes, just large enough to measure, with a fault of the
 * test's choice between REST and the sessions.
 */
final class FakeGoim implements AutoCloseable {

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=([^&]*)");

    static {
        // Or each answer waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    final FakeSessions sessions;
    private final boolean webSocket;
    private final HttpServer rest;
    private final List<FakeSessions> furtherComets = new CopyOnWriteArrayList<>();
    private final List<HttpServer> furtherRest = new ArrayList<>();
    private final ExecutorService restThreads = Executors.newCachedThreadPool();
    private int pushes;

    /** What becomes of the n-th push: the payloads that are sent on in its place. */
    private UnaryOperator<List<byte[]>> fault = payloads -> payloads;

    /** Status and body in place of goim's "accepted"; empty: accept. */
    private Function<Integer, Optional<String>> refusal = number -> Optional.empty();

    private Function<Integer, String> lie = number -> "";

    private final List<byte[]> held = new ArrayList<>();

    FakeGoim(boolean webSocket) throws IOException {
        sessions = new FakeSessions(webSocket);
        this.webSocket = webSocket;
        rest = serveRest();
        sessions.start();
    }

    /** Another comet of the same server. */
    FakeSessions addComet() throws IOException {
        FakeSessions comet = new FakeSessions(webSocket);
        furtherComets.add(comet);
        comet.start();
        return comet;
    }

    /** Another REST endpoint of the same server. */
    HttpServer addRest() throws IOException {
        HttpServer further = serveRest();
        furtherRest.add(further);
        return further;
    }

    static String url(HttpServer rest) {
        return "http://127.0.0.1:" + rest.getAddress().getPort();
    }

    private HttpServer serveRest() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.createContext("/goim/push/", this::push);
        server.setExecutor(restThreads);
        server.start();
        return server;
    }

    String restUrl() {
        return url(rest);
    }

    void fault(UnaryOperator<List<byte[]>> newFault) {
        fault = newFault;
    }

    void refuse(Function<Integer, Optional<String>> newRefusal) {
        refusal = newRefusal;
    }

    /** Answers what is not empty in place of "accepted", and delivers all the same. */
    void answerButDeliver(Function<Integer, String> newAnswer) {
        lie = newAnswer;
    }

    int pushes() {
        return pushes;
    }

    /** Keeps a payload back, to be sent later. */
    List<byte[]> hold(List<byte[]> payloads) {
        held.addAll(payloads);
        return List.of();
    }

    /** The payload, then those that were kept back. */
    List<byte[]> release(List<byte[]> payloads) {
        List<byte[]> all = new ArrayList<>(payloads);
        all.addAll(held);
        held.clear();
        return all;
    }

    /** Those that were kept back, then the payload. */
    List<byte[]> releaseInOrder(List<byte[]> payloads) {
        List<byte[]> all = new ArrayList<>(held);
        all.addAll(payloads);
        held.clear();
        return all;
    }

    @Override
    public void close() throws IOException {
        rest.stop(0);
        furtherRest.forEach(further -> further.stop(0));
        restThreads.shutdownNow();
        sessions.close();
        for (FakeSessions comet : furtherComets) {
            comet.close();
        }
    }

    private void push(HttpExchange exchange) throws IOException {
        byte[] payload = exchange.getRequestBody().readAllBytes();
        String answer;
        synchronized (this) {
            answer = refusal.apply(pushes).orElse("200 {\"code\":0,\"message\":\"\"}");
            if (answer.startsWith("200")) {
                deliver(exchange.getRequestURI().getQuery(), payload);
                answer = lie.apply(pushes).isEmpty() ? answer : lie.apply(pushes);
            }
            pushes++;
        }
        byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void deliver(String query, byte[] payload) throws IOException {
        Map<String, String> parameters = new java.util.HashMap<>();
        Matcher matcher = PARAMETER.matcher(query);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2));
        }
        int operation = Integer.parseInt(parameters.get("operation"));
        String target =
                parameters.containsKey("mids")
                        ? "mid:" + parameters.get("mids")
                        : parameters.get("type") + "://" + parameters.get("room");
        List<ByteBuffer> frames = new ArrayList<>();
        for (byte[] body : fault.apply(List.of(payload))) {
            frames.add(FakeSessions.frame(operation, 0, body));
        }
        sessions.send(target, frames);
        for (FakeSessions comet : furtherComets) {
            comet.send(target, frames);
        }
    }
}
