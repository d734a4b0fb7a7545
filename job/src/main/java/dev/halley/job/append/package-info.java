/**
 * Gives messages their places in the streams of users and rooms, before anybody is looked for. No
 * threads, clocks or I/O.
 */
@NullMarked
package dev.halley.job.append;

import org.jspecify.annotations.NullMarked;
