package dev.halley.sdk.session;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.listening.ClientCounters;

/**
 * What the parts of a client share.
 *
 * @param listener the application's, guarded
 */
record Parts(ClientOptions options, ClientListener listener, ClientCounters counters) {}
