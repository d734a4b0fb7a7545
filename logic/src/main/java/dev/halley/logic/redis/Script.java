package dev.halley.logic.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
}
