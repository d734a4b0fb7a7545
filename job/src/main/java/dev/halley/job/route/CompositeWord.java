package dev.halley.job.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of several masters as one: {@code tag=word,tag=word}. It is pending when one of them is,
 * and missing when one of them is; so whatever happens to one master happens to it.
 */
final class CompositeWord {
    /** Where there is one master, its word stands alone. */
    static final String NO_TAG = "";

    private static final String PENDING = "?";

    private CompositeWord() {}

    /**
     * One word of many.
     *
     * @param tags a name for each master, in an order that is always the same
     * @param words the word of each; null where there is none
     * @return null unless every master has one
     */
    static @Nullable String of(List<String> tags, List<@Nullable String> words) {
        List<String> parts = new ArrayList<>(tags.size());
        boolean pending = false;
        for (int i = 0; i < tags.size(); i++) {
            String word = words.get(i);
            if (word == null) {
                return null;
            }
            pending |= word.endsWith(PENDING);
            parts.add(tags.get(i) + "=" + word.replace(PENDING, ""));
        }
        return String.join(",", parts) + (pending ? PENDING : "");
    }

    /** What a master's word is when the composite one is whole; empty for an unknown master. */
    static String part(String whole, String tag) {
        if (tag.equals(NO_TAG)) {
            return whole;
        }
        for (String part : whole.split(",", -1)) {
            if (part.startsWith(tag + "=")) {
                return part.substring(tag.length() + 1);
            }
        }
        return "";
    }
}
