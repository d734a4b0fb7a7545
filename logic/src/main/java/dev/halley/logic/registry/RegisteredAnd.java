package dev.halley.logic.registry;

import java.util.concurrent.CompletionStage;

/**
 * A session has its route, and a question was asked behind that.
 *
 * @param registered what became of the session
 * @param answer to the question; it may fail by itself
 */
public record RegisteredAnd<T>(Registered registered, CompletionStage<T> answer) {}
