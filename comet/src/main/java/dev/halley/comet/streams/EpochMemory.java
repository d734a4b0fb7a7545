package dev.halley.comet.streams;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a reader knows of a stream's epochs: which are over, whether the present one was heard or is
 * known by word alone, and messages of which it cannot say whether they are early or late.
 */
abstract class EpochMemory {
    private PastEpochs past;
    private boolean byWord;
    private @Nullable Doubt doubt;

    EpochMemory(PastEpochs past) {
        this.past = past;
    }

    /** Epochs that are over, for a cursor that goes on later. */
    public final PastEpochs past() {
        return past;
    }

    /** Notes whether no message of the present epoch has come yet. */
    public final void byWord(boolean now) {
        byWord = now;
    }

    /** Whether no message of the present epoch has come yet: it is known by word alone. */
    public final boolean isByWord() {
        return byWord;
    }

    /**
     * Whether messages of an epoch have come that may be over or a later one: a page of the stream
     * is to be given to {@link StreamCursor#ends}.
     */
    public final boolean isInDoubt() {
        return doubt != null;
    }

    /** As {@link #isInDoubt}, true once for each doubt. */
    public final boolean takeQuestion() {
        return doubt != null && doubt.takeQuestion();
    }

    final boolean isOver(int epoch) {
        return past.contains(epoch);
    }

    final void addOver(int epoch) {
        past = past.contains(epoch) ? past : past.and(epoch);
    }

    final void doubt(Streamed streamed, StreamSink out) {
        Doubt present = doubt == null ? new Doubt() : doubt;
        doubt = present;
        if (!present.add(streamed)) {
            out.drop(streamed);
        }
    }

    final void judgeDoubt(int now, int present, Consumer<Streamed> offer, StreamSink out) {
        Doubt asked = takeDoubt();
        if (asked == null) {
            return;
        }
        if (now != 0 && now != present) {
            // The present one is over at least.
            byWord = false;
            asked.forEach(offer);
            return;
        }
        asked.forEachAsked(now == 0 ? out::drop : message -> dropAsOver(message, out));
        doubt = asked.since();
    }

    private @Nullable Doubt takeDoubt() {
        Doubt taken = doubt;
        doubt = null;
        return taken;
    }

    /** A message of the present epoch has come: those of others before it are of earlier ones. */
    final void heard(StreamSink out) {
        byWord = false;
        Doubt over = takeDoubt();
        if (over != null) {
            over.forEach(message -> dropAsOver(message, out));
        }
    }

    private void dropAsOver(Streamed streamed, StreamSink out) {
        addOver(streamed.message().place().epoch());
        out.drop(streamed);
    }

    final void endDoubt(StreamSink out) {
        Doubt rest = takeDoubt();
        if (rest != null) {
            rest.forEach(out::drop);
        }
    }
}
