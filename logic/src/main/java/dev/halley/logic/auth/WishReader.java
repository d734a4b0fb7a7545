package dev.halley.logic.auth;

import static dev.halley.logic.auth.AuthBody.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.api.record.StreamPosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a client wants to receive out of its AUTH body. Immutable. */
public final class WishReader {
    private static final int MAX_DIGITS = 19;
    private static final String OFFSET = "a whole number >= 0, as a number or a string";

    private final AuthLimits limits;

    /** A reader that holds to these limits. */
    public WishReader(AuthLimits limits) {
        this.limits = limits;
    }

    /**
     * The wishes; what only version 2 knows is not looked at in version 1.
     *
     * @throws dev.halley.logic.errors.AuthenticationException if a field holds what it must not
     */
    public Wishes read(AuthBody body, int protocolVersion) {
        String room = body.text("room_id", limits.nameLength());
        Optional<List<Integer>> accepts = body.array("accepts").map(WishReader::operations);
        if (protocolVersion < 2) {
            return Wishes.ofVersion1(room, accepts.orElse(List.of()));
        }
        return new Wishes(room, rooms(body, room), accepts, recover(body));
    }

    private static List<Integer> operations(JsonNode array) {
        List<Integer> operations = new ArrayList<>(array.size());
        for (JsonNode operation : array) {
            if (!operation.isIntegralNumber() || !operation.canConvertToInt()) {
                throw invalid("accepts", "32 bit integers");
            }
            operations.add(operation.intValue());
        }
        return operations;
    }

    // Whether each is a room that the session may be in is judged by comet, which answers for each.
    private List<String> rooms(AuthBody body, String room) {
        Optional<JsonNode> array = body.array("rooms");
        if (array.isEmpty()) {
            return List.of();
        }
        if (array.get().size() > limits.rooms()) {
            throw invalid("rooms", "at most " + limits.rooms());
        }
        Set<String> rooms = new LinkedHashSet<>();
        for (JsonNode node : array.get()) {
            rooms.add(AuthBody.text("rooms", node, limits.nameLength()));
        }
        rooms.remove(room);
        return List.copyOf(rooms);
    }

    private List<StreamPosition> recover(AuthBody body) {
        Optional<JsonNode> array = body.array("recover");
        if (array.isEmpty()) {
            return List.of();
        }
        if (array.get().size() > limits.recover()) {
            throw invalid("recover", "at most " + limits.recover());
        }
        Set<String> streams = new HashSet<>();
        List<StreamPosition> positions = new ArrayList<>(array.get().size());
        for (JsonNode node : array.get()) {
            StreamPosition position = position(node);
            if (!streams.add(position.getStream())) {
                throw invalid("recover", "each stream once");
            }
            positions.add(position);
        }
        return positions;
    }

    // Whether there is such a stream, and whether the session may read it, is judged by comet,
    // which answers for each stream.
    private StreamPosition position(JsonNode node) {
        if (!node.isObject()) {
            throw invalid("recover", "objects with stream, epoch and offset");
        }
        String stream = AuthBody.text("stream", node.path("stream"), limits.streamLength());
        if (stream.isEmpty()) {
            throw invalid("stream", "not empty");
        }
        long epoch = number("epoch", node.path("epoch"));
        if (epoch > Integer.MAX_VALUE) {
            throw invalid("epoch", "at most " + Integer.MAX_VALUE);
        }
        return StreamPosition.newBuilder()
                .setStream(stream)
                .setEpoch((int) epoch)
                .setOffset(number("offset", node.path("offset")))
                .build();
    }

    // Halley's own JSON has 64 bit numbers as strings; a client may send either.
    private static long number(String field, JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return node.longValue();
        }
        String text = node.isTextual() ? node.textValue() : "";
        if (!text.matches("[0-9]{1," + MAX_DIGITS + "}")) {
            throw invalid(field, OFFSET);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid(field, OFFSET);
        }
    }
}
