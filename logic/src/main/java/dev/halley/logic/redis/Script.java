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

    /**
     * Two scripts as one step on one server, each with its own {@code KEYS} and {@code ARGV}. Should
     * the second fail, the first has been run all the same, and is answered.
     *
     * <p>{@code ARGV} ends with how many keys and arguments are the first one's. Answers what the
     * first one does, then what the second does, or why it has failed, then how many texts are the
     * first one's and whether the second has succeeded. Only the second one's are copied, as tables
     * cost Redis as much as what they save: the first must not count its keys and arguments.
     */
    static Script inTurn(Script first, Script second) {
        return joining(
                first.name() + "_then_" + second.name(),
                List.of(first, second),
                """
                local given = #ARGV
                local answer = %s(KEYS, ARGV)
                local count = #answer
                local done, behind = pcall(%s,
                    {unpack(KEYS, ARGV[given - 1] + 1)}, {unpack(ARGV, ARGV[given] + 1, given - 2)})
                if not done then
                  behind = {type(behind) == 'table' and behind.err or tostring(behind)}
                end
                for i = 1, #behind do answer[count + i] = behind[i] end
                answer[#answer + 1] = tostring(count)
                answer[#answer + 1] = done and '1' or '0'
                return answer
                """
                        .formatted(first.name(), second.name()));
    }
}
