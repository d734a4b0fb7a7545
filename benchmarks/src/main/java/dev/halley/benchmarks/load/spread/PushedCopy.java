package dev.halley.benchmarks.load.spread;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.audit.PushedSequences;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What another process pushed, as far as it concerns the sessions of this one. */
final class PushedCopy implements PushedSequences {

    private record Key(int target, int slot) {}

    private final Map<Key, PushedStream> streams = new HashMap<>();

    PushedCopy(List<PushedStream> streams) {
        streams.forEach(
                stream -> this.streams.put(new Key(stream.target(), stream.slot()), stream));
    }

    @Override
    public int sequences(int target, int slot) {
        return stream(target, slot).states().length();
    }

    @Override
    public boolean accepted(int target, int slot, int sequence) {
        return stream(target, slot).accepted(sequence);
    }

    @Override
    public boolean measured(int target, int slot, int sequence) {
        return stream(target, slot).measured(sequence);
    }

    @Override
    public long sentNanos(int target, int slot, int sequence) {
        return stream(target, slot).sentNanos().get(sequence);
    }

    private PushedStream stream(int target, int slot) {
        return requireNonNull(streams.get(new Key(target, slot)), "stream");
    }
}
