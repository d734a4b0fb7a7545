package dev.halley.comet.session.all;

/**
 * How many of a loop's sessions a drain has ended after a time, so that each has a moment of its own
 * and all moments are equally far apart, from the beginning of the window to its end.
 *
 * @param sessions how many there are
 * @param windowNanos over how long they are spread; 0: all at once
 * @param phase from 0 to 1, another one for each loop, so that loops do not end theirs in step
 */
record DrainPace(int sessions, long windowNanos, double phase) {
    /** Of so many loops, that of this one. */
    static DrainPace of(int sessions, long windowNanos, int loop, int loops) {
        return new DrainPace(sessions, windowNanos, (loop + 0.5) / loops);
    }

    /** How many are to be over when so much of the window is. */
    int due(long elapsedNanos) {
        if (elapsedNanos >= windowNanos) {
            return sessions;
        }
        double moments = (double) elapsedNanos / windowNanos * sessions;
        return (int) Math.max(0, Math.min(sessions, Math.floor(moments - phase) + 1));
    }
}
