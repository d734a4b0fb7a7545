/** One HTTP request on its way to its one answer: parameters, body within limits, metrics. */
@NullMarked
package dev.halley.logic.http.request;

import org.jspecify.annotations.NullMarked;
