package dev.halley.comet.streams;

import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a reader knows of a stream's epochs: which are over, whether the present one was heard or is
 * known by word alone, and messages of which it cannot say whether they are early or late.
 */
abstract class EpochMemory {
    private PastEpochs past;
    private int epoch;
    private Lineage lineage;
    private boolean byWord;
    private @Nullable Doubt doubt;

    EpochMemory(PastEpochs past, StreamPoint at) {
        this.past = past;
        this.epoch = at.epoch();
        this.lineage = at.lineage();
    }

    /** Whether it is at a place. */
    public final boolean isKnown() {
        return epoch != 0;
    }

    /** The stream's epoch; 0: not known. */
    public final int epoch() {
        return epoch;
    }

    /** The epochs before that one. */
    final Lineage lineage() {
        return lineage;
    }

    final void begin(StreamPoint in) {
        epoch = in.epoch();
        lineage = in.lineage();
    }

    /** Who spoke of the present epoch first may have been of a release that did not know. */
    final void learn(int of, Lineage told) {
        if (of == epoch && !lineage.isKnown()) {
            lineage = told;
        }
    }

    /** Whether an offset of this epoch means the same in the present one. */
    final boolean has(int of, long offset) {
        return of == epoch || lineage.keeps(of, offset);
    }

    /** Whether this epoch came before the present one. */
    final boolean isBefore(int other) {
        return lineage.contains(other);
    }

    /** Whether these lead to an epoch that comes after the present one. */
    final boolean isLater(Lineage other) {
        return other.contains(epoch);
    }

    /** As {@link Lineage#sharedWith}, seen from the present epoch. */
    final long sharedWith(Lineage other) {
        return other.sharedWith(epoch, lineage);
    }

    /** With its place in the present epoch. */
    final Message here(Message message) {
        Place place = message.place();
        return place.epoch() == epoch
                ? message
                : message.at(new Place(place.stream(), epoch, place.offset(), lineage));
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

    final boolean isOver(int other) {
        return past.contains(other) || isBefore(other);
    }

    final void addOver(int over) {
        past = past.contains(over) ? past : past.and(over);
    }

    final void doubt(Streamed streamed, StreamSink out) {
        Doubt present = doubt == null ? new Doubt() : doubt;
        doubt = present;
        if (!present.add(streamed)) {
            out.drop(streamed);
        }
    }

    final void judgeDoubt(StreamPage now, Consumer<Streamed> offer, StreamSink out) {
        Doubt asked = takeDoubt();
        if (asked == null) {
            return;
        }
        learn(now.epoch(), now.lineage());
        if (!now.isReadable()) {
            asked.forEachAsked(out::drop);
            doubt = asked.since();
        } else if (asked.hasAsked(message -> isOf(now, message.message().place()))) {
            // The present one is over at least, and what came since came behind it.
            byWord = false;
            asked.forEachAsked(message -> judge(message, now, offer, out));
            Doubt since = asked.since();
            if (since != null) {
                since.forEach(offer);
            }
        } else {
            asked.forEachAsked(message -> dropAsOver(message, out));
            doubt = asked.since();
        }
    }

    private void judge(Streamed message, StreamPage now, Consumer<Streamed> offer, StreamSink out) {
        if (isOf(now, message.message().place())) {
            offer.accept(message);
        } else {
            dropAsOver(message, out);
        }
    }

    private boolean isOf(StreamPage now, Place place) {
        boolean nobodySays = !now.lineage().isKnown() && now.epoch() != epoch;
        return nobodySays
                || now.epoch() == place.epoch()
                || now.lineage().keeps(place.epoch(), place.offset());
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
