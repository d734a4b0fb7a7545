/**
 * The pushing side of a run: who pushes what when, over raw keep-alive connections. Every push has
 * a moment at which it is due; latency counts from there, however late it could be sent. Several
 * endpoints are used in turn.
 */
@NullMarked
package dev.halley.benchmarks.rest;

import org.jspecify.annotations.NullMarked;
