package dev.halley.job.append;

import dev.halley.api.record.Lineage;
import org.jspecify.annotations.Nullable;

/**
 * The epoch that a request found or began.
 *
 * @param number under which all offsets of the answer count
 * @param begun whether the request began it
 * @param lineage the epochs before it; null: not known
 */
public record AppendEpoch(int number, boolean begun, @Nullable Lineage lineage) {}
