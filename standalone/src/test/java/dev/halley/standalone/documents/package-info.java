/** What documents say of a running Halley, held to one. */
@NullMarked
package dev.halley.standalone.documents;

import org.jspecify.annotations.NullMarked;
