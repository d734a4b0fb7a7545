package dev.halley.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was run, as far as its title tells: two runs that differ in it are not of one kind. How long
 * they went on is no part of it.
 *
 * @param scenario its name
 * @param shape by what, such as {@code sessions}: as the title has it; what it leaves out is missing
 */
public record RunIdentity(String scenario, Map<String, String> shape) {

    private static final String FLOOR = "floor";
    private static final String ROOMS = "rooms";
    private static final Map<String, Pattern> PARTS = parts();

    /** Copies the map. */
    public RunIdentity {
        shape = Collections.unmodifiableMap(new LinkedHashMap<>(shape));
    }

    static RunIdentity of(JsonNode run) {
        String title = run.path("title").asText("");
        String first = title.split("[:,]", -1)[0].trim();
        Map<String, String> shape = new LinkedHashMap<>();
        PARTS.forEach(
                (name, pattern) -> {
                    Matcher matcher = pattern.matcher(title);
                    if (matcher.find()) {
                        shape.put(name, plain(matcher.group(1)));
                    }
                });
        if (first.equals(FLOOR)) {
            shape.put(ROOMS, "1");
            shape.put("writes", run.path("shape").asText(""));
        }
        return new RunIdentity(run.path("scenario").asText(first), shape);
    }

    /** Whether it is a run of {@code bench floor}. */
    public boolean isFloor() {
        return scenario.equals(FLOOR);
    }

    /** In what two runs differ, in words; empty: they are of one kind. A floor is that of a room. */
    List<String> differences(RunIdentity other) {
        List<String> found = new ArrayList<>();
        if (!served().equals(other.served())) {
            found.add("scenario " + scenario + " and " + other.scenario);
        }
        shape.forEach(
                (name, value) -> {
                    String others = other.shape.getOrDefault(name, value);
                    if (!value.equals(others)) {
                        found.add(name + " " + value + " and " + others);
                    }
                });
        return found;
    }

    private String served() {
        return isFloor() ? "room" : scenario;
    }

    private static Map<String, Pattern> parts() {
        Map<String, Pattern> parts = new LinkedHashMap<>();
        parts.put("sessions", Pattern.compile("([\\d,]+) (?:sessions|connections|handshakes)"));
        parts.put(ROOMS, Pattern.compile("([\\d,]+) room"));
        parts.put("transport", Pattern.compile("over (TCP|WebSocket|Centrifugo's WebSocket)"));
        parts.put("protocol", Pattern.compile("protocol (\\d+)"));
        parts.put("rate", Pattern.compile("([\\d.,]+) (?:pushes|messages)/s"));
        parts.put("payload bytes", Pattern.compile("([\\d,]+) bytes"));
        return parts;
    }

    private static String plain(String value) {
        return value.replace(",", "").replaceFirst("\\.0$", "");
    }
}
