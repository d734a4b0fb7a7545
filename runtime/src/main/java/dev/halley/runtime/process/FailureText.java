package dev.halley.runtime.process;

/** Why something could not start, for people: what failed, then what was at the bottom of it. */
public final class FailureText {
    private FailureText() {}

    /** One line, without names of classes unless there is nothing else to say. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String last = root.getMessage() == null ? root.toString() : root.getMessage();
        String first = failure.getMessage();
        if (first == null || first.equals(String.valueOf(failure.getCause()))) {
            return last;
        }
        return first.contains(last) || root == failure ? first : first + ": " + last;
    }
}
