package dev.halley.job.record;

import dev.halley.api.record.StreamPosition;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The places of a record's message in streams: of its room, or of each of its users, by their index
 * in the record. Immutable.
 */
public final class Places {
    /** It has no stream. */
    public static final Places NONE = new Builder(0).build();

    /** It has no stream, and is not to be delivered. */
    public static final Places WITHHELD = withheld();

    private final @Nullable StreamPosition[] positions;
    private final BitSet withheld;

    private Places(Builder builder) {
        this.positions = builder.positions;
        this.withheld = builder.withheld;
    }

    private static Places withheld() {
        Builder none = new Builder(1);
        none.withhold(0);
        return none.build();
    }

    /** Whether it has no stream. */
    public boolean isEmpty() {
        return positions.length == 0;
    }

    /** The place in the stream of the room, 0, or of the user with this index; null: none. */
    public @Nullable StreamPosition at(int index) {
        return index < positions.length ? positions[index] : null;
    }

    /** Whether it is not to be delivered to this target: it was before, under this or another record. */
    public boolean isWithheld(int index) {
        return withheld.get(index);
    }

    /** Whether there is nobody that it is to be delivered to. */
    public boolean areAllWithheld() {
        return positions.length > 0 && withheld.cardinality() == positions.length;
    }

    /** Collects places; used once. */
    public static final class Builder {
        private final @Nullable StreamPosition[] positions;
        private final BitSet withheld = new BitSet();

        /** No places yet, for this many targets. */
        public Builder(int targets) {
            positions = new StreamPosition[targets];
        }

        /** A target has this place. */
        public void at(int index, StreamPosition place) {
            positions[index] = place;
        }

        /** It is not to be delivered to this target. */
        public void withhold(int index) {
            withheld.set(index);
        }

        /** The places. */
        public Places build() {
            return new Places(this);
        }
    }
}
