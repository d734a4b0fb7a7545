/**
 * {@code bench guard}: comet's drain against a bare Netty loop, in this process, as ratios and bytes
 * that a developer and CI can hold on to.
 */
@NullMarked
package dev.halley.cli.guard;

import org.jspecify.annotations.NullMarked;
