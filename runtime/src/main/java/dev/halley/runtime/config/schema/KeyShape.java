package dev.halley.runtime.config.schema;

/** How many values a key has. */
public enum KeyShape {
    /** Exactly one. */
    ONE,
    /** One or none. */
    OPTIONAL,
    /** Any number, in order: a YAML list, or one text with commas. */
    LIST,
    /** Any number, each under a name of its own below the key. */
    MAP
}
