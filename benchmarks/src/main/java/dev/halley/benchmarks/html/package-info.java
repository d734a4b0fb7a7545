/** {@code bench report}: runs as one page with plots, which needs nothing but itself. */
@NullMarked
package dev.halley.benchmarks.html;

import org.jspecify.annotations.NullMarked;
