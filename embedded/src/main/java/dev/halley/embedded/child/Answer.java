package dev.halley.embedded.child;

/** What a server that was started says when it is asked whether it serves. */
public enum Answer {
    /** Nothing, or that something is wrong. */
    NONE,

    /** That it reads its data, which takes as long as there is data. */
    LOADING,

    /** That it serves. */
    SERVING,

    /** Nothing that matters any more: whoever waits is to give up. */
    GIVEN_UP;

    /** Of a server that says nothing else. */
    public static Answer serving(boolean serves) {
        return serves ? SERVING : NONE;
    }
}
