package dev.halley.comet.wishes;

/**
 * How often a session may still ask for something: so many times in a row, and a number of times in
 * a second thereafter. Knows no clock; the ticks are handed in. For one thread.
 */
public final class RequestBudget {
    private final int burst;
    private final double perTick;
    private double left;
    private int countedAt;

    /**
     * A budget of which nothing is used.
     *
     * @param burst how often in a row, at least 1
     * @param perTick how often in a tick thereafter, above 0
     * @param now the present tick
     */
    public RequestBudget(int burst, double perTick, int now) {
        this.burst = burst;
        this.perTick = perTick;
        this.left = burst;
        this.countedAt = now;
    }

    /**
     * Takes one, if there is one.
     *
     * @param now the present tick, which may have wrapped
     */
    public boolean take(int now) {
        double earned = (now - countedAt) * perTick;
        left = Math.min(burst, left + Math.max(0, earned));
        countedAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
