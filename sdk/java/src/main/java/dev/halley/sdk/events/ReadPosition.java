package dev.halley.sdk.events;

/**
 * How far the user has read its own stream, on all devices.
 *
 * @param offset of the last message that was acknowledged; 0: none
 * @param unread messages behind it
 */
public record ReadPosition(long offset, long unread) {}
