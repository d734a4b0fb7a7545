package dev.halley.comet.config;

/** What the event loops are made on. */
public enum TransportKind {
    /** Epoll where it exists, else NIO. */
    AUTO,
    /** Linux epoll; the start fails where it is missing. */
    EPOLL,
    /** Linux io_uring; the start fails where it is missing. */
    IO_URING,
    /** Runs everywhere. */
    NIO
}
