/** Nodes and stores that go away under a load of pushes: what arrives then. */
@NullMarked
package dev.halley.standalone.faults;

import org.jspecify.annotations.NullMarked;
