package dev.halley.runtime.config.schema;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every key that some mapping interfaces know. Immutable. */
public final class ConfigSchema {
    private final Map<String, ConfigKey> keys = new TreeMap<>();

    private ConfigSchema() {}

    /**
     * Reads the keys off interfaces that carry {@link ConfigMapping}.
     *
     * @throws IllegalArgumentException if one of them has a method of a type that is not supported
     */
    public static ConfigSchema of(List<Class<?>> mappings) {
        ConfigSchema schema = new ConfigSchema();
        for (Class<?> mapping : mappings) {
            ConfigMapping annotation = mapping.getAnnotation(ConfigMapping.class);
            if (annotation == null) {
                throw new IllegalArgumentException(
                        "mapping: " + mapping.getName() + " (expected: @ConfigMapping)");
            }
            schema.addGroup(annotation.prefix(), mapping);
        }
        return schema;
    }

    /** All keys, by name. */
    public Collection<ConfigKey> keys() {
        return List.copyOf(keys.values());
    }

    /**
     * The key that a name sets: the key's own name, an element of a list ({@code name[0]}), or an
     * entry of a map.
     */
    public Optional<ConfigKey> keyOf(String name) {
        int bracket = name.indexOf('[');
        ConfigKey exact = keys.get(bracket < 0 ? name : name.substring(0, bracket));
        if (exact != null) {
            return Optional.of(exact);
        }
        return keys.values().stream()
                .filter(key -> key.shape() == KeyShape.MAP && name.startsWith(key.name() + "."))
                .findFirst();
    }

    private void addGroup(String prefix, Class<?> group) {
        for (Method method : group.getMethods()) {
            if (method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class) {
                add(prefix + "." + segment(method), method);
            }
        }
    }

    private void add(String name, Method method) {
        Type type = method.getGenericReturnType();
        if (type instanceof Class<?> one) {
            if (isGroup(one)) {
                addGroup(name, one);
            } else {
                put(name, one, KeyShape.ONE, method);
            }
        } else if (type instanceof ParameterizedType many) {
            put(name, valueType(name, many), shape(name, many), method);
        } else {
            throw unsupported(name, type);
        }
    }

    private void put(String name, Class<?> type, KeyShape shape, Method method) {
        WithDefault byDefault = method.getAnnotation(WithDefault.class);
        keys.put(
                name,
                new ConfigKey(
                        name,
                        type,
                        shape,
                        Optional.ofNullable(byDefault).map(WithDefault::value),
                        Limits.of(
                                method.getAnnotation(Range.class),
                                method.getAnnotation(Form.class)),
                        method.isAnnotationPresent(Secret.class)));
    }

    private static KeyShape shape(String name, ParameterizedType type) {
        Type last = lastArgument(type);
        if (type.getRawType() == Optional.class) {
            return last instanceof ParameterizedType inner ? shape(name, inner) : KeyShape.OPTIONAL;
        }
        if (type.getRawType() == List.class) {
            return KeyShape.LIST;
        }
        if (type.getRawType() == Map.class) {
            return KeyShape.MAP;
        }
        throw unsupported(name, type);
    }

    private static Class<?> valueType(String name, ParameterizedType type) {
        Type last = lastArgument(type);
        if (last instanceof ParameterizedType inner && type.getRawType() == Optional.class) {
            return valueType(name, inner);
        }
        if (last instanceof Class<?> one && !isGroup(one)) {
            return one;
        }
        throw unsupported(name, type);
    }

    private static Type lastArgument(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type != Path.class;
    }

    /** As SmallRye derives names: the annotation, else the method's name with dashes. */
    private static String segment(Method method) {
        WithName name = method.getAnnotation(WithName.class);
        return name != null
                ? name.value()
                : method.getName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException unsupported(String name, Type type) {
        return new IllegalArgumentException(
                name + ": " + type + " (expected: value, group, or Optional, List, Map of values)");
    }
}
