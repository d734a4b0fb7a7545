package dev.halley.runtime.process;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Leads what libraries write to the JDK's own logging (gRPC does) to where all else is logged. */
public final class LogBridge {
    private LogBridge() {}

    /** To be called once, before the first of them writes; changes the whole JVM. */
    public static void install() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
