package dev.halley.comet.wishes;

import dev.halley.api.record.StreamPosition;
import dev.halley.comet.json.AskedStream;
import dev.halley.comet.json.StreamAnswer;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.runtime.streams.StreamName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places from which one request asks to recover, by stream; of a stream named twice the last. */
public final class AskedPlaces {
    private final Map<String, StreamPoint> left = new LinkedHashMap<>();

    /** Places of a request. */
    public static AskedPlaces of(List<AskedStream> asked) {
        AskedPlaces places = new AskedPlaces();
        asked.forEach(s -> places.left.put(s.stream(), new StreamPoint(s.epoch(), s.offset())));
        return places;
    }

    /** Places of an AUTH frame, as logic has read it. */
    public static AskedPlaces ofPositions(List<StreamPosition> asked) {
        return of(
                asked.stream()
                        .map(p -> new AskedStream(p.getStream(), p.getEpoch(), p.getOffset()))
                        .toList());
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return left.isEmpty();
    }

    /** The place asked for in this stream, which is not asked for again; null: none. */
    public @Nullable StreamPoint take(StreamName stream) {
        return left.remove(stream.text());
    }

    /** Streams that nobody took: they are none of the session's. */
    public List<StreamAnswer> unknown() {
        return left.keySet().stream().map(StreamAnswer::unknown).toList();
    }
}
