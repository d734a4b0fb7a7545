package dev.halley.api.redis;

import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code epochs} of a stream's head: {@code EPOCH:LAST} for each of the last epochs that are
 * over, the oldest first, then the present one, separated by spaces. A writer of a release without
 * the field leaves it behind when it begins an epoch; so it holds only for the epoch it ends with.
 */
public final class StreamEpochs {
    private StreamEpochs() {}

    /** The epochs before this one; null: the field does not say. */
    public static @Nullable Lineage lineage(String field, int epoch) {
        String present = Integer.toUnsignedString(epoch);
        if (field.equals(present)) {
            return Lineage.getDefaultInstance();
        }
        return field.endsWith(" " + present)
                ? former(field.substring(0, field.length() - present.length()))
                : null;
    }

    private static Lineage former(String text) {
        Lineage.Builder lineage = Lineage.newBuilder();
        for (String one : text.trim().split(" ")) {
            int colon = one.indexOf(':');
            lineage.addFormer(
                    FormerEpoch.newBuilder()
                            .setEpoch(Integer.parseUnsignedInt(one.substring(0, colon)))
                            .setLast(Long.parseLong(one.substring(colon + 1))));
        }
        return lineage.build();
    }
}
