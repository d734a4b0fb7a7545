package dev.halley.cluster.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.halley.cluster.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file that remembers a local cluster. It is replaced as a whole, never half. */
public final class StateFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Path file;

    /** The file at this place, which need not be there. */
    public StateFile(Path file) {
        this.file = file;
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * What it says; empty if it is not there.
     *
     * @throws ClusterException if it cannot be understood
     */
    public Optional<ClusterState> read() {
        if (!exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), StoredState.class).restored());
        } catch (JsonProcessingException e) {
            throw unreadable(e.getOriginalMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    /** Replaces what it says. */
    public void write(ClusterState state) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            JSON.writeValue(next.toFile(), StoredState.of(state));
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ClusterException("cannot write " + file + ": " + e, e);
        }
    }

    private ClusterException unreadable(String why, Exception cause) {
        String shortened = why.lines().findFirst().orElse("");
        return new ClusterException(
                "cannot understand "
                        + file
                        + " ("
                        + shortened
                        + "); end the processes that the files named pid beside it tell, then"
                        + " delete the folder",
                cause);
    }
}
