package dev.halley.job.append.redis;

/** A run of a script for a request. Keys are text, arguments bytes as ISO 8859-1. */
interface AppendCall {
    /** The script. */
    String text();

    String[] keys();

    String[] arguments();
}
