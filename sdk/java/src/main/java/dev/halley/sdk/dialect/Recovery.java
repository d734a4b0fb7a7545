package dev.halley.sdk.dialect;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.Message;
import dev.halley.sdk.bodies.RequestBodies;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.link.Frame;
import dev.halley.sdk.listening.ClientCounters;
import dev.halley.sdk.positions.Gap;
import dev.halley.sdk.positions.PositionStore;
import dev.halley.sdk.positions.Step;
import dev.halley.sdk.positions.StreamPosition;
import dev.halley.sdk.positions.StreamPositions;
import dev.halley.wire.FrameExtension;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Joins the positions to the listener and to the store that outlives them. On the client's loop. */
public final class Recovery {

    private static final String ROOM = "room:";

    private final StreamPositions positions;
    private final PositionStore store;
    private final ClientListener listener;
    private final ClientCounters counters;

    /** Goes on from the positions in the store. */
    public Recovery(PositionStore store, ClientListener listener, ClientCounters counters) {
        this.positions = new StreamPositions(store.load());
        this.store = requireNonNull(store, "store");
        this.listener = requireNonNull(listener, "listener");
        this.counters = requireNonNull(counters, "counters");
    }

    /** The positions of these streams. */
    Map<String, StreamPosition> known(Predicate<String> streams) {
        Map<String, StreamPosition> known = new TreeMap<>();
        for (String stream : positions.streams()) {
            if (streams.test(stream)) {
                positions.of(stream).ifPresent(place -> known.put(stream, place));
            }
        }
        return known;
    }

    /** What came behind the positions of these streams is asked for. */
    void ask(Collection<String> streams) {
        streams.forEach(positions::ask);
    }

    /** The body of a request to join rooms; where they were known before, they are recovered. */
    public byte[] join(List<String> rooms) {
        Map<String, StreamPosition> known = known(streamsOf(rooms));
        ask(known.keySet());
        return RequestBodies.join(rooms, known);
    }

    /** The body of a request for all that came behind a place, whether it was handed on or not. */
    public byte[] recover(String stream, StreamPosition from) {
        positions.askFrom(stream, from);
        return RequestBodies.recover(stream, from);
    }

    /** A request to join or recover was refused; the positions stay. */
    public void withdraw(Collection<String> streams) {
        streams.forEach(positions::withdraw);
    }

    /** The stream of a room. */
    public static String streamOf(String room) {
        return ROOM + room;
    }

    static Predicate<String> streamsOf(List<String> rooms) {
        Set<String> streams = new HashSet<>();
        rooms.forEach(room -> streams.add(streamOf(room)));
        return streams::contains;
    }

    /** The connection is gone. */
    void withdrawAll() {
        positions.withdrawAll();
    }

    /** What was asked for and not answered is as good as lost. */
    void closeAsks() {
        for (String stream : positions.withdrawAll()) {
            forget(stream);
            listener.onNotRecovered(new StreamAnswer(stream, false, 0, 0));
        }
    }

    void answered(StreamAnswer answer) {
        String stream = answer.stream();
        switch (positions.answer(stream, answer.recovered(), answer.epoch(), answer.offset())) {
            case RECOVERED -> {
                save(stream);
                listener.onRecovered(answer);
            }
            case LOST -> {
                save(stream);
                listener.onNotRecovered(answer);
            }
            case BEGUN -> save(stream);
            case UNCHANGED -> {}
        }
    }

    void message(Frame frame, FrameExtension place) {
        Step step = positions.offer(place.stream(), place.epoch(), place.offset());
        if (step == Step.STALE) {
            counters.duplicates.increment();
            return;
        }
        tellIfUnproven(step, place.stream(), place.epoch(), place.offset() - 1);
        listener.onMessage(new Message(frame.operation(), frame.body(), place));
        save(place.stream());
    }

    void moved(StreamAnswer to) {
        Step step = positions.moved(to.stream(), new StreamPosition(to.epoch(), to.offset()));
        tellIfUnproven(step, to.stream(), to.epoch(), to.offset());
        if (step != Step.STALE) {
            save(to.stream());
        }
    }

    void gap(Gap gap) {
        positions
                .gap(gap)
                .ifPresent(
                        told -> {
                            listener.onGap(told);
                            save(told.stream());
                        });
    }

    void forget(String stream) {
        positions.forget(stream);
        store.forget(stream);
    }

    private void tellIfUnproven(Step step, String stream, int epoch, long offset) {
        if (step == Step.UNPROVEN) {
            listener.onNotRecovered(new StreamAnswer(stream, false, epoch, offset));
        }
    }

    private void save(String stream) {
        positions
                .of(stream)
                .ifPresentOrElse(
                        position -> store.save(stream, position), () -> store.forget(stream));
    }
}
