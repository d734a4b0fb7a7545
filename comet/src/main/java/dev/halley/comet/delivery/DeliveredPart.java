package dev.halley.comet.delivery;

/**
 * One message of a stream.
 *
 * @param log the log it came on
 * @param position of its record
 * @param more whether further parts of the record follow
 * @param part what it says
 * @param bytes size of the part
 * @param <P> a part of a record
 */
public record DeliveredPart<P>(
        OpenLog<P> log, Position position, boolean more, P part, int bytes) {}
