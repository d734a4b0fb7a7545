package dev.halley.logic.streams;

import dev.halley.runtime.streams.StreamName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What streams hold. Thread-safe and without blocking; fails with {@link
 * dev.halley.logic.errors.UnavailableException} when Redis is away or does not answer in time.
 */
public interface StreamStore {
    /**
     * Where streams end. One that has no head yet, because nobody has written to it or Redis has lost
     * it, is begun with an epoch of its own: what is read of it later is proven by that.
     *
     * @return in the order asked for; {@link StreamTip#NONE} where streams of the kind are off
     */
    CompletionStage<List<StreamTip>> tips(String app, List<StreamName> streams);

    /** The same, but none is begun: {@link StreamTip#NONE} also where there is no head. */
    CompletionStage<List<StreamTip>> knownTips(String app, List<StreamName> streams);

    /** A part of a stream, which is begun if need be; {@link StreamPage#NONE} where it is off. */
    CompletionStage<StreamPage> read(String app, PageRequest request);

    /** The same, but it is not begun: {@link StreamPage#NONE} also where there is no head. */
    CompletionStage<StreamPage> knownPage(String app, PageRequest request);
}
