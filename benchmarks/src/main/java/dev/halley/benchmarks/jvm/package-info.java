/**
 * JVMs seen from the inside, through the management beans that each of them has. Only public
 * interfaces of the JDK are used, and nothing has to be said when the JVM is started.
 */
@NullMarked
package dev.halley.benchmarks.jvm;

import org.jspecify.annotations.NullMarked;
