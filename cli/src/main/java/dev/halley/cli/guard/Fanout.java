package dev.halley.cli.guard;

import io.netty.channel.Channel;

/** What writes messages to connections. All of it on its event loop. */
interface Fanout {

    /** A connection to be written to from now on. */
    void add(Channel connection);

    /** One drain: so many messages to every connection, perhaps a little later. */
    void drain(int messages);

    /** Gives back what it keeps. */
    void close();
}
