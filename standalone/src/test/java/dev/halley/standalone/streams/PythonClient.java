package dev.halley.standalone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The client of docs/examples, which was written from the protocol page alone, as a process. */
final class PythonClient implements AutoCloseable {
    private static final Path SCRIPT = Path.of("../docs/examples/recovering_client.py");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;

    PythonClient(int port, String user, List<String> rooms) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-B", SCRIPT.toString()));
        command.addAll(List.of("127.0.0.1", String.valueOf(port), user));
        command.addAll(rooms);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        Thread reader = new Thread(() -> output.lines().forEach(lines::add), "python-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** How many lines begin so. */
    long count(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).count();
    }

    /** What came of a stream, without the offsets. */
    List<String> messages(String stream) {
        String start = "message " + stream + " ";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
