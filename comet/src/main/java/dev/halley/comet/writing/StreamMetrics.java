package dev.halley.comet.writing;

import dev.halley.comet.streams.Gap;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of what streams are for: holes, what filled them, and what nothing could fill. */
public final class StreamMetrics {
    private final Counter holes;
    private final Counter duplicates;
    private final Counter filledFromRecent;
    private final Counter filledFromHistory;
    private final Counter caughtUpFromRecent;
    private final Counter caughtUpFromHistory;
    private final Counter recovered;
    private final Counter lost;
    private final Counter checked;
    private final Counter foundShort;
    private final Counter gaps;
    private final Counter missing;
    private final Counter pagesLetGo;
    private final Counter unplaced;

    /** Registers all of them. */
    public StreamMetrics(MeterRegistry registry) {
        holes =
                counter(
                        registry,
                        "halley.comet.stream.holes",
                        "Times a message came before one that should have come first");
        duplicates =
                counter(
                        registry,
                        "halley.comet.stream.duplicates",
                        "Messages dropped because their offset had come before");
        filledFromRecent = filled(registry, "recent");
        filledFromHistory = filled(registry, "history");
        caughtUpFromRecent = caughtUp(registry, "recent");
        caughtUpFromHistory = caughtUp(registry, "history");
        recovered = recoveries(registry, "recovered");
        lost = recoveries(registry, "lost");
        checked =
                counter(
                        registry,
                        "halley.comet.stream.checks",
                        "Streams compared with where they end");
        foundShort =
                counter(
                        registry,
                        "halley.comet.stream.checks.short",
                        "Of those, streams of which something had not come");
        gaps = counter(registry, "halley.comet.stream.gaps", "Holes that could not be filled");
        missing =
                counter(
                        registry,
                        "halley.comet.stream.gap.messages",
                        "Messages of streams that sessions here did not get");
        pagesLetGo =
                counter(
                        registry,
                        "halley.comet.stream.pages.let.go",
                        "Pages let go before they were written, to be read again");
        unplaced =
                counter(
                        registry,
                        "halley.comet.stream.unplaced",
                        "Sessions let into rooms of which nobody could say where they are");
    }

    /** A hole has opened. */
    public void hole() {
        holes.increment();
    }

    /** A message came twice. */
    public void duplicate() {
        duplicates.increment();
    }

    /** Messages of a hole that were kept here. */
    public void filledFromRecent(long messages) {
        filledFromRecent.increment((double) messages);
    }

    /** Messages of a hole that were read. */
    public void filledFromHistory(long messages) {
        filledFromHistory.increment((double) messages);
    }

    /** Messages for one session that was behind, kept here. */
    public void caughtUpFromRecent(long messages) {
        caughtUpFromRecent.increment((double) messages);
    }

    /** Messages for one session that was behind, that were read. */
    public void caughtUpFromHistory(long messages) {
        caughtUpFromHistory.increment((double) messages);
    }

    /** A session asked for what it missed, and gets it or not. */
    public void recovery(boolean whole) {
        (whole ? recovered : lost).increment();
    }

    /** A stream is compared with where it ends. */
    public void checked() {
        checked.increment();
    }

    /** Something of it had not come. */
    public void foundShort() {
        foundShort.increment();
    }

    /** A hole was given up. */
    public void gap(Gap gap) {
        gaps.increment();
        missing.increment((double) gap.size());
    }

    /** A page that was read is kept no longer, though it is not written. */
    public void pageLetGo() {
        pagesLetGo.increment();
    }

    /** A session came into a room that is at no place, though it may have a stream. */
    public void unplaced() {
        unplaced.increment();
    }

    private static Counter caughtUp(MeterRegistry registry, String source) {
        return Counter.builder("halley.comet.stream.caught.up")
                .description("Messages for sessions that were behind")
                .tag("source", source)
                .register(registry);
    }

    private static Counter recoveries(MeterRegistry registry, String result) {
        return Counter.builder("halley.comet.stream.recoveries")
                .description("Streams in which sessions asked for what they missed")
                .tag("result", result)
                .register(registry);
    }

    private static Counter filled(MeterRegistry registry, String source) {
        return Counter.builder("halley.comet.stream.filled")
                .description("Messages that filled holes")
                .tag("source", source)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
