package dev.halley.cli.reference;

import dev.halley.testkit.documents.Document;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The comment of every key, out of the source of the interface that declares it. */
final class KeyComments {
    private final Map<String, String> comments = new TreeMap<>();

    KeyComments(List<Class<?>> mappings) {
        for (Class<?> mapping : mappings) {
            addGroup(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping);
        }
    }

    Map<String, String> all() {
        return comments;
    }

    private void addGroup(String prefix, Class<?> group) {
        for (Method method : group.getMethods()) {
            String name = prefix + "." + segment(method);
            Class<?> type = method.getReturnType();
            if (type.isInterface() && type.getName().startsWith("dev.halley.")) {
                addGroup(name, type);
            } else {
                comment(method).ifPresent(text -> comments.put(name, text));
            }
        }
    }

    private static java.util.Optional<String> comment(Method method) {
        Pattern declared =
                Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/(?:\\s*@\\w+(?:\\([^)]*\\))?)*\\s*[\\w<>., ]+\\s"
                                + method.getName()
                                + "\\(\\)",
                        Pattern.DOTALL);
        Matcher matcher = declared.matcher(source(method.getDeclaringClass()));
        if (!matcher.find()) {
            return java.util.Optional.empty();
        }
        String text =
                matcher.group(1)
                        .replaceAll("\\n\\s*\\* ?", " ")
                        .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                        .replaceAll("\\s+", " ")
                        .replace("|", "\\|")
                        .trim();
        return java.util.Optional.of(text);
    }

    private static String source(Class<?> type) {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        String file = "src/main/java/" + outer.getName().replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.list(Document.root())) {
            Path source =
                    modules.map(module -> module.resolve(file))
                            .filter(Files::exists)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no source: " + file));
            String text = Files.readString(source);
            int from = type == outer ? 0 : text.indexOf("interface " + type.getSimpleName());
            return text.substring(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String segment(Method method) {
        WithName name = method.getAnnotation(WithName.class);
        return name != null
                ? name.value()
                : method.getName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
    }
}
