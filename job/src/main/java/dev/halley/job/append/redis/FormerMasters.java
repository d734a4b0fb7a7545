package dev.halley.job.append.redis;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Replication ids that Redis had before restarts that are known to have lost nothing. A stream that was
 * last appended to under one of them is as whole as under the present one.
 *
 * @param present the id that it has since; with any other, nothing is known of those before
 * @param former the ids before it
 */
public record FormerMasters(String present, List<String> former) {
    private static final Pattern IDS = Pattern.compile("[0-9a-f]*");

    /** Nothing is known of any restart. */
    public static final FormerMasters NONE = new FormerMasters("", List.of());

    /** Checks that they are ids, as they become part of a script. */
    public FormerMasters {
        former = List.copyOf(former);
        if (!IDS.matcher(present + String.join("", former)).matches()) {
            throw new IllegalArgumentException(
                    "replication ids: " + present + ", " + former + " (expected: hexadecimal)");
        }
    }

    /** Two values for the script. */
    String lua() {
        return "local presentMaster, formerMasters = '%s', '%s'\n"
                .formatted(present, String.join(" ", former));
    }
}
