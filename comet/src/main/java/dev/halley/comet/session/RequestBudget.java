package dev.halley.comet.session;

/**
 * How often a session may still ask for something: so many times in a row, and a number of times in
 * a second thereafter. Knows no clock; the ticks are handed in. For one thread.
 */
final class RequestBudget {
    private final int burst;
    private final int perSecond;
    private double left;
    private int countedAt;

    /** A budget of which nothing is used. */
    RequestBudget(int burst, int perSecond, int now) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
        this.countedAt = now;
    }

    /**
     * Takes one, if there is one.
     *
     * @param now in ticks of {@link SessionLoop#TICK_MS}, which may wrap
     */
    boolean take(int now) {
        double earned = (now - countedAt) * (perSecond * SessionLoop.TICK_MS / 1000.0);
        left = Math.min(burst, left + Math.max(0, earned));
        countedAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
