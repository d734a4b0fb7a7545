/**
 * What clients wish for, judged without threads, clocks or I/O: operations, rooms, places to recover
 * from, and how often they may ask.
 */
@NullMarked
package dev.halley.comet.wishes;

import org.jspecify.annotations.NullMarked;
