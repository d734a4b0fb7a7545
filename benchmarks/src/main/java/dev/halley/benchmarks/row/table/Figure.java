package dev.halley.benchmarks.row.table;

import java.util.Optional;

/**
 * One figure of a row.
 *
 * @param name what it is
 * @param unit of it; empty: a count or a ratio
 * @param measure how it is read
 * @param bound what it is held to; empty: it is only told
 * @param goim what goim needed on such a machine, measured earlier; empty: not known
 */
public record Figure(
        String name, String unit, Measure measure, Optional<Bound> bound, String goim) {

    static Figure of(String name, String unit, Measure measure) {
        return new Figure(name, unit, measure, Optional.empty(), "");
    }

    Figure held(Bound to) {
        return new Figure(name, unit, measure, Optional.of(to), goim);
    }

    Figure goim(String needed) {
        return new Figure(name, unit, measure, bound, needed);
    }

    /** The target in words; empty: there is none. */
    public String target() {
        return bound.map(held -> held.words(unit)).orElse("");
    }
}
