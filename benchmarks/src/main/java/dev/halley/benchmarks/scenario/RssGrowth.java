package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.process.ProcessSample;
import java.util.Map;

/**
 * Memory of the server's processes around the connecting.
 *
 * @param before without the sessions
 * @param connected with them, before the first push
 * @param connectSeconds how long connecting took
 */
record RssGrowth(
        Map<String, ProcessSample> before,
        Map<String, ProcessSample> connected,
        double connectSeconds) {}
