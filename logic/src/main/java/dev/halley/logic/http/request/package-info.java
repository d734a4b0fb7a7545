/** One HTTP request and its one answer: parameters, body within limits, failures, metrics. */
@NullMarked
package dev.halley.logic.http.request;

import org.jspecify.annotations.NullMarked;
