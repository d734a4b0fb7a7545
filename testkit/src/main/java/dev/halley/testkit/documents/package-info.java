/** The repository's documents as tests read them. */
@NullMarked
package dev.halley.testkit.documents;

import org.jspecify.annotations.NullMarked;
