package dev.halley.logic.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the page, read once from a folder of the class path and kept in memory: a path that
 * names none of them leads nowhere. Immutable.
 */
final class PageFiles {
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, PageFile> files;

    private PageFiles(Map<String, PageFile> files) {
        this.files = Map.copyOf(files);
    }

    /** One file. */
    record PageFile(String contentType, String etag, Buffer body) {}

    /**
     * Reads a folder of the class path with all that is in it; blocks. Without such a folder there
     * are no files.
     *
     * @param folder such as {@code /page}
     */
    static PageFiles read(String folder) {
        URL url = PageFiles.class.getResource(folder);
        if (url == null) {
            return new PageFiles(Map.of());
        }
        try {
            return new PageFiles(filesAt(url.toURI(), folder));
        } catch (IOException e) {
            throw new UncheckedIOException("page: cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("page: " + url + " (expected: a folder)", e);
        }
    }

    private static Map<String, PageFile> filesAt(URI uri, String folder) throws IOException {
        if (!uri.getScheme().equals("jar")) {
            return filesUnder(Path.of(uri));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return filesUnder(jar.getPath(folder));
        }
    }

    private static Map<String, PageFile> filesUnder(Path root) throws IOException {
        Map<String, PageFile> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString().replace('\\', '/');
                files.put("/" + name, read(path, name));
            }
        }
        return files;
    }

    private static PageFile read(Path path, String name) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readAllBytes();
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.getOrDefault(ending, "application/octet-stream");
        return new PageFile(type, etag(bytes), Buffer.buffer(bytes));
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The file at a path of the server; the root is {@code index.html}. */
    Optional<PageFile> at(String path) {
        return Optional.ofNullable(files.get(path.equals("/") ? "/index.html" : path));
    }
}
