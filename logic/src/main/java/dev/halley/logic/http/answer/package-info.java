/** What a REST caller gets: an answer, or a failure that each family of routes words its own way. */
@NullMarked
package dev.halley.logic.http.answer;

import org.jspecify.annotations.NullMarked;
