package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.positions.PositionStore;
import java.util.Optional;

/**
 * What a client speaks.
 *
 * @param version 1: goim's, for goim's servers too. 2: Halley's own, which recovers
 * @param tokens where it has its tokens from; empty: it says who it is, and is believed. Version 2
 *     only
 * @param positions where it keeps how far it came in each stream; version 1 has no use for it
 */
public record Protocol(int version, Optional<TokenSource> tokens, PositionStore positions) {

    /** Checks the values. */
    public Protocol {
        requireNonNull(tokens, "tokens");
        requireNonNull(positions, "positions");
        if (version != 1 && version != 2) {
            throw new IllegalArgumentException("version: " + version + " (expected: 1 or 2)");
        }
        if (version == 1 && tokens.isPresent()) {
            throw new IllegalArgumentException("tokens: given (expected: none in version 1)");
        }
    }

    /** goim's protocol. */
    public static Protocol version1() {
        return new Protocol(1, Optional.empty(), PositionStore.inMemory());
    }

    /** Halley's protocol; without tokens, positions in memory. */
    public static Protocol version2() {
        return new Protocol(2, Optional.empty(), PositionStore.inMemory());
    }

    /** This protocol with tokens. */
    public Protocol withTokens(TokenSource newTokens) {
        return new Protocol(version, Optional.of(newTokens), positions);
    }

    /** This protocol with positions that the application keeps. */
    public Protocol withPositions(PositionStore newPositions) {
        return new Protocol(version, tokens, newPositions);
    }
}
