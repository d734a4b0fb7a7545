# Finds Java, and says with which flags each kind of process runs. Read by the scripts beside it and by
# the launcher in the repository; both define fail.

find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
    else
        java=$(command -v java || true)
    fi
    [ -n "$java" ] && [ -x "$java" ] || fail "no java found; install Java 17 or later, or set JAVA_HOME"
    java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${java_version:-0}" -ge 17 ] || fail "java is ${java_version:-unknown} (expected: 17 or later): $java"
}

# HALLEY_HEAP takes the place of the sizes of the heap, HALLEY_COLLECTOR that of the collector, as the JVM
# refuses a second one; HALLEY_JAVA_OPTS comes last and wins.
java_flags() {
    case $1 in
        run) set -- "${HALLEY_HEAP:--Xms512m -Xmx2g}" "${HALLEY_COLLECTOR:--XX:+UseG1GC}" ;;
        comet) set -- "${HALLEY_HEAP:--Xms256m -Xmx2g}" "${HALLEY_COLLECTOR:--XX:+UseG1GC}" ;;
        logic | job) set -- "${HALLEY_HEAP:--Xms256m -Xmx1g}" "${HALLEY_COLLECTOR:--XX:+UseG1GC}" ;;
        bench | simulate) set -- "${HALLEY_HEAP:--Xms512m -Xmx2g}" "${HALLEY_COLLECTOR:--XX:+UseParallelGC}" ;;
        *) set -- -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ;;
    esac
    set -- "$@" -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true
    if [ "$java_version" -ge 24 ]; then
        set -- "$@" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    fi
    if [ "$java_version" -ge 25 ]; then
        set -- "$@" -XX:+UseCompactObjectHeaders
    fi
    echo "$* ${HALLEY_JAVA_OPTS:-}"
}
