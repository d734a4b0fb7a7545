package dev.halley.comet.history;

/** Logic has understood the question and will not answer it: asking again is no use. */
public final class HistoryRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param reason what logic says
     */
    public HistoryRefused(String reason) {
        super(reason, null, false, false);
    }
}
