/**
 * Sessions spread over further processes of the harness, as one may open only so many files. This
 * process says what is to be done, in lines of JSON, and adds up what they answer.
 */
@NullMarked
package dev.halley.benchmarks.load.spread;

import org.jspecify.annotations.NullMarked;
