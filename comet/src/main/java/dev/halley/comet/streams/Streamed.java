package dev.halley.comet.streams;

import dev.halley.comet.frames.Message;

/** A message on its way through a stream, with whatever its carrier has to remember of it. */
public interface Streamed {
    /** What is to be written. */
    Message message();
}
