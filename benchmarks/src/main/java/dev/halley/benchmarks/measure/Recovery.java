package dev.halley.benchmarks.measure;

/**
 * How clients of protocol version 2 fared, over the whole run.
 *
 * @param cuts connections that the harness cut
 * @param recovered times that a client asked for what it missed and the server said yes
 * @param notRecovered times that it said no, or nothing
 * @param gaps gaps that the server told
 * @param told deliveries that did not happen and of which the session was told; not lost
 * @param holes times that offsets were passed over without a word
 * @param stale messages that were not higher than the client's position, and dropped by it
 * @param recoveredMessages messages older than the connection that brought them
 * @param recoveryMs from the dial until everything missed was there
 * @param liveMs from due to arrival of what was pushed after its session had come back
 */
public record Recovery(
        long cuts,
        long recovered,
        long notRecovered,
        long gaps,
        long told,
        long holes,
        long stale,
        long recoveredMessages,
        Percentiles recoveryMs,
        Percentiles liveMs) {}
