/** What a local cluster is to be: its nodes, their ports and what each is told. */
@NullMarked
package dev.halley.cluster.plan;

import org.jspecify.annotations.NullMarked;
