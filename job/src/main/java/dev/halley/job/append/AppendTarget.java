package dev.halley.job.append;

import dev.halley.runtime.streams.StreamName;

/** A stream of one app. */
public record AppendTarget(String app, StreamName name) {}
