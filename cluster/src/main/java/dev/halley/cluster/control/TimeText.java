package dev.halley.cluster.control;

import java.time.Duration;
import java.util.Locale;

/** Times for people. */
public final class TimeText {
    private TimeText() {}

    /** Seconds with one place, such as {@code 1.2 s}. */
    public static String of(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
