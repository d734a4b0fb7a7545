package dev.halley.runtime.node;

import java.time.Clock;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One life of a node: its name and when it started. New at every start, so whatever an earlier life
 * left behind (routes, streams, marks) is told apart from what belongs to this one. The text form,
 * {@code comet-1@0m1abcdef}, sorts by start time among the ids of one node.
 *
 * @param name the node's name: letters, digits, dots, dashes and underscores, at most 64
 * @param startedAtMs when this life began, in milliseconds since 1970
 */
public record InstanceId(String name, long startedAtMs) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int DIGITS = 9;
    private static final int RADIX = 36;
    private static final long LATEST = (long) Math.pow(RADIX, DIGITS) - 1;

    /** Checks both parts. */
    public InstanceId {
        checkName(name);
        if (startedAtMs < 0 || startedAtMs > LATEST) {
            throw new IllegalArgumentException(
                    "startedAtMs: " + startedAtMs + " (expected: 0.." + LATEST + ")");
        }
    }

    /** The id of a life that begins now. */
    public static InstanceId start(String name, Clock clock) {
        return new InstanceId(name, clock.millis());
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if the text is no instance id
     */
    public static InstanceId parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0 || text.length() - at - 1 != DIGITS) {
            throw noInstanceId(text);
        }
        try {
            return new InstanceId(
                    text.substring(0, at), Long.parseLong(text, at + 1, text.length(), RADIX));
        } catch (NumberFormatException e) {
            throw noInstanceId(text);
        }
    }

    /** Whether this is a later life of the same node, which proves the other one gone. */
    public boolean supersedes(InstanceId other) {
        return name.equals(other.name) && startedAtMs > other.startedAtMs;
    }

    @Override
    public String toString() {
        String digits = Long.toString(startedAtMs, RADIX);
        return name + '@' + "0".repeat(DIGITS - digits.length()) + digits;
    }

    static void checkName(String name) {
        Objects.requireNonNull(name, "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: " + name + " (expected: 1 to 64 letters, digits, '.', '-' or '_')");
        }
    }

    private static IllegalArgumentException noInstanceId(String text) {
        return new IllegalArgumentException(
                "instance id: "
                        + text
                        + " (expected: name@start time in "
                        + DIGITS
                        + " base 36 digits)");
    }
}
