package dev.halley.comet.streams;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What is made of word that a stream ends elsewhere than somebody here has come: when it counts, and
 * whether it still does by then. Immutable, without a clock.
 *
 * <p>What is behind by a message or two in one epoch is given a moment. An epoch that is over has
 * messages on their way for as long as jobs hold users' pushes until routes are whole again, and wait
 * for a comet that stalls; a word of the next one that overtakes them would make them late. What
 * comes live moves the stream on itself.
 */
public class TipBelief {
    /** One second in one epoch; 30 s for word of another, which is longer than jobs wait. */
    public static final TipBelief DEFAULT =
            new TipBelief(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final long graceMs;
    private final long epochGraceMs;

    /**
     * Gives messages that are on their way so much time.
     *
     * @param grace when the word is of the same epoch
     * @param epochGrace when it is of another: longer than a job may hold a message that has a place
     */
    public TipBelief(Duration grace, Duration epochGrace) {
        this.graceMs = requireNonNull(grace, "grace").toMillis();
        this.epochGraceMs = requireNonNull(epochGrace, "epochGrace").toMillis();
    }

    /** Milliseconds after which the word counts, if it then still does. */
    public final long graceMs(StreamPoint at, StreamPoint tip) {
        return at.epoch() == tip.epoch() ? graceMs : epochGraceMs;
    }

    /**
     * Whether something is missing. Of another epoch only if nothing has come since.
     *
     * @param now how far it has come by now
     * @param then how far it had come when the word came
     */
    public boolean isStillShort(StreamPoint now, StreamPoint then, StreamPoint tip) {
        return then.epoch() == tip.epoch()
                ? now.epoch() == tip.epoch() && now.isShortOf(tip)
                : now.isAt(then);
    }

    /**
     * The epoch that the word counts as asked for in: the one that was known when it was asked for.
     *
     * @param asked that one
     * @param now the one that is known by now
     */
    public int askedAt(int asked, int now) {
        return asked;
    }
}
