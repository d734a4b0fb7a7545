/** The routes of goim and of im-cloud, with their parameters and answers. */
@NullMarked
package dev.halley.logic.http.goim;

import org.jspecify.annotations.NullMarked;
