package dev.halley.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks at processes by their mark. A process that has ended and that nobody has asked about yet, a
 * zombie, does not run: in a container without an init there is nobody who would ask.
 */
public final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    // Fields of /proc/PID/stat after the name: the state is the third of all, the start the 22nd.
    private static final int START = 19;

    private ProcessTable() {}

    /** The mark of a process that runs. */
    public static Optional<ProcessMark> mark(long pid) {
        return start(pid).map(start -> new ProcessMark(pid, start));
    }

    /** Whether this very process runs, or is paused. */
    public static boolean runs(ProcessMark mark) {
        return start(mark.pid()).filter(mark.start()::equals).isPresent();
    }

    /** Whether it is stopped by a signal and may go on later; false where there is no /proc. */
    public static boolean paused(ProcessMark mark) {
        return runs(mark)
                && stat(mark.pid()).map(fields -> fields.get(STATE).equals("T")).orElse(false);
    }

    /**
     * Sends a signal, unless the process is gone.
     *
     * @param signal such as {@code TERM} or {@code KILL}
     */
    public static void signal(ProcessMark mark, String signal) {
        if (!runs(mark)) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(mark.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("kill: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A time of day would move with the clock; the count of ticks since this boot does not.
    private static Optional<String> start(long pid) {
        if (Files.isDirectory(PROC)) {
            return stat(pid)
                    .filter(fields -> !List.of("Z", "X").contains(fields.get(STATE)))
                    .map(fields -> boot() + ":" + fields.get(START));
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .map(String::valueOf);
    }

    private static Optional<List<String>> stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"));
            // The name stands in brackets and may have anything in it.
            String rest = line.substring(line.lastIndexOf(')') + 1).strip();
            return Optional.of(List.of(rest.split(" ", -1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String boot() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
