package dev.halley.comet.json.envelope;

/**
 * A client's message of {@code halley.json}.
 *
 * @param operation what it asks for
 * @param sequence its number; 0 when it has none
 * @param body its bytes, as a binary frame would hold them
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record TextRequest(int operation, int sequence, byte[] body) {}
