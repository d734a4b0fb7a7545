package dev.halley.comet.session;

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
final class AskedPlaces {
    private final Map<String, StreamPoint> left = new LinkedHashMap<>();

    static AskedPlaces of(List<AskedStream> asked) {
        AskedPlaces places = new AskedPlaces();
        asked.forEach(s -> places.left.put(s.stream(), new StreamPoint(s.epoch(), s.offset())));
        return places;
    }

    static AskedPlaces ofPositions(List<StreamPosition> asked) {
        return of(
                asked.stream()
                        .map(p -> new AskedStream(p.getStream(), p.getEpoch(), p.getOffset()))
                        .toList());
    }

    boolean isEmpty() {
        return left.isEmpty();
    }

    /** The place asked for in this stream, which is not asked for again; null: none. */
    @Nullable StreamPoint take(StreamName stream) {
        return left.remove(stream.text());
    }

    /** Streams that nobody took: they are none of the session's. */
    List<StreamAnswer> unknown() {
        return left.keySet().stream().map(StreamAnswer::unknown).toList();
    }
}
