package dev.halley.logic.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A Lua script that Redis runs as one step.
 *
 * @param name for the metrics
 * @param text the script
 * @param sha its SHA-1 in hexadecimal, by which Redis knows a script it has seen
 */
public record Script(String name, String text, String sha) {
    /** A script of this text. */
    public static Script of(String name, String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return new Script(name, text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every Java", e);
        }
    }

    /**
     * One script out of others, for what is one step on one server and several on a Redis Cluster.
     * Each part stands before the text as a Lua function of its name, with its {@code KEYS} and {@code
     * ARGV} as parameters; the text calls them.
     */
    public static Script joining(String name, List<Script> parts, String text) {
        StringBuilder all = new StringBuilder();
        for (Script part : parts) {
            all.append("local function ").append(part.name()).append("(KEYS, ARGV)\n");
            all.append(part.text()).append("\nend\n");
        }
        return of(name, all.append(text).toString());
    }
}
