package dev.halley.job.route;

import dev.halley.job.record.FoundRoutes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Redis answered to a batch.
 *
 * @param found for each record, in order
 * @param word what marks routes as whole, read after them; null when there is none
 */
record RouteAnswer(List<FoundRoutes> found, @Nullable String word) {}
