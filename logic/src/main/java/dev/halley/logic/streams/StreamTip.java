package dev.halley.logic.streams;

import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import dev.halley.api.record.StreamPosition;
import dev.halley.runtime.streams.StreamName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream ends.
 *
 * @param epoch incarnation of the stream; 0: there is no such stream
 * @param first lowest offset that is kept; {@code last + 1}: none is
 * @param last offset of the last message; 0: there was none yet
 * @param lineage the epochs before this one; null: not known
 */
public record StreamTip(int epoch, long first, long last, @Nullable Lineage lineage) {
    /** No offset. */
    public static final long NOT_KEPT = -1;

    /** What stands for a stream that is not there. */
    public static final StreamTip NONE = new StreamTip(0, 0, 0);

    /** In an epoch of which it is not known what came before. */
    public StreamTip(int epoch, long first, long last) {
        this(epoch, first, last, null);
    }

    /**
     * The last message that is kept of those up to a place, as an offset of the present epoch; {@link
     * #NOT_KEPT}: none is known to be.
     */
    public long kept(int of, long offset) {
        if (of == epoch) {
            return offset;
        }
        List<FormerEpoch> former = lineage == null ? List.of() : lineage.getFormerList();
        return former.stream()
                .filter(over -> over.getEpoch() == of)
                .mapToLong(over -> Math.min(offset, over.getLast()))
                .findFirst()
                .orElse(NOT_KEPT);
    }

    /** As a place in this stream, at its end. */
    public StreamPosition position(StreamName stream) {
        StreamPosition.Builder position =
                StreamPosition.newBuilder()
                        .setStream(stream.text())
                        .setEpoch(epoch)
                        .setOffset(last);
        return (lineage == null ? position : position.setLineage(lineage)).build();
    }

    /** Whether there is a stream. */
    public boolean exists() {
        return epoch != 0;
    }
}
