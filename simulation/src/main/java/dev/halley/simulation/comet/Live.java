package dev.halley.simulation.comet;

import dev.halley.comet.frames.Message;
import dev.halley.comet.streams.Streamed;

/** A message that a job delivered, and who waits for it to be dealt with. */
record Live(Message message, Holds holds) implements Streamed {}
