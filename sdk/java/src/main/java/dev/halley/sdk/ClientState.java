package dev.halley.sdk;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a client stands.
 *
 * <pre>{@code
 *          connect()        open          auth reply
 *   IDLE ----------> CONNECTING ---> AUTHENTICATING ---> ONLINE
 *                     ^    |               |               |
 *                     |    | refused,      | closed,       | closed, silent,
 *                time |    | timeout       | timeout       | broken
 *                  up |    v               v               v
 *                     +--- WAITING <---------------------- +
 *
 *   any state but CLOSED ---> CLOSED   close(), a reason that forbids to reconnect,
 *                                      or no attempts left
 * }</pre>
 */
public enum ClientState {
    /** Made, never connected. */
    IDLE,
    /** Dialling, and upgrading to WebSocket. */
    CONNECTING,
    /** Connected, AUTH sent, no reply yet. */
    AUTHENTICATING,
    /** Messages flow. */
    ONLINE,
    /** Lost; dials again when the backoff is over. */
    WAITING,
    /** Over for good; make a new client to connect again. */
    CLOSED;

    /** Whether the machine has this step. */
    public boolean canBecome(ClientState next) {
        return successors().contains(next);
    }

    private Set<ClientState> successors() {
        return switch (this) {
            case IDLE, WAITING -> EnumSet.of(CONNECTING, CLOSED);
            case CONNECTING -> EnumSet.of(AUTHENTICATING, WAITING, CLOSED);
            case AUTHENTICATING -> EnumSet.of(ONLINE, WAITING, CLOSED);
            case ONLINE -> EnumSet.of(WAITING, CLOSED);
            case CLOSED -> EnumSet.noneOf(ClientState.class);
        };
    }
}
