package dev.halley.benchmarks.sizing.plan;

/**
 * Where a constant comes from.
 *
 * @param basis how far it is to be believed
 * @param where a file under docs, or a key of the configuration; else empty
 * @param quote what stands there; else empty
 */
record Source(Basis basis, String where, String quote) {

    static Source measured(String file, String quote) {
        return new Source(Basis.MEASURED, file, quote);
    }

    static Source key(String key) {
        return new Source(Basis.GIVEN, key, "");
    }

    static Source format() {
        return new Source(Basis.GIVEN, "", "");
    }

    static Source design() {
        return new Source(Basis.DESIGN, "", "");
    }
}
