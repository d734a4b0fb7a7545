package dev.halley.comet.streams;

import dev.halley.comet.frames.Message;

/** A message that was read from its stream again; nobody waits for it to be dealt with. */
record Reread(Message message) implements Streamed {}
