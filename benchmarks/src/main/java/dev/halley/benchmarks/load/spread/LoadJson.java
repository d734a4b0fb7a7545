package dev.halley.benchmarks.load.spread;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.recovery.CutPlan;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How the processes of the load write to each other: a question, and its answer, is one line of
 * JSON.
 */
final class LoadJson {

    private static final String QUESTION = "question";
    private static final String WITH = "with";
    private static final String ANSWER = "answer";
    private static final String FAILED = "failed";
    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(module());

    private LoadJson() {}

    /**
     * A question that was read.
     *
     * @param question what is asked
     * @param with what it is asked about; may be missing
     */
    record Asked(Question question, JsonNode with) {

        <T> T with(Class<T> type) throws JsonProcessingException {
            return MAPPER.treeToValue(with, type);
        }
    }

    static String question(Question question, @Nullable Object with) {
        return MAPPER.createObjectNode()
                .put(QUESTION, question.name())
                .set(WITH, MAPPER.valueToTree(with))
                .toString();
    }

    static Asked asked(String line) throws JsonProcessingException {
        JsonNode node = MAPPER.readTree(line);
        return new Asked(Question.valueOf(node.path(QUESTION).asText()), node.path(WITH));
    }

    static String answer(@Nullable Object answer) {
        return MAPPER.createObjectNode().set(ANSWER, MAPPER.valueToTree(answer)).toString();
    }

    static String failed(String why) {
        return MAPPER.createObjectNode().put(FAILED, why).toString();
    }

    /** What a line says that is no answer; empty: it is one. */
    static Optional<String> failure(JsonNode line) {
        return line.has(ANSWER) ? Optional.empty() : Optional.of(line.path(FAILED).asText("?"));
    }

    static JsonNode read(String line) throws JsonProcessingException {
        return MAPPER.readTree(line);
    }

    static <T> T answer(JsonNode line, Class<T> type) throws JsonProcessingException {
        return MAPPER.treeToValue(line.path(ANSWER), type);
    }

    private record ClientsText(int version, @Nullable CutPlan cuts) {}

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        write(module, Histogram.class, String.class, LoadJson::text, LoadJson::histogram);
        write(module, Duration.class, String.class, Duration::toString, Duration::parse);
        write(
                module,
                InetSocketAddress.class,
                String.class,
                address -> address.getAddress().getHostAddress() + "|" + address.getPort(),
                LoadJson::address);
        write(
                module,
                Clients.class,
                ClientsText.class,
                clients -> new ClientsText(clients.version(), clients.cuts().orElse(null)),
                text -> new Clients(text.version, Optional.ofNullable(text.cuts)));
        return module;
    }

    private static <A, B> void write(
            SimpleModule module,
            Class<A> type,
            Class<B> written,
            Function<A, B> write,
            Function<B, A> read) {
        module.addSerializer(
                type, new StdDelegatingSerializer(type, new Conversion<>(type, written, write)));
        module.addDeserializer(
                type, new StdDelegatingDeserializer<>(new Conversion<>(written, type, read)));
    }

    private record Conversion<I, O>(Class<I> from, Class<O> to, Function<I, O> function)
            implements Converter<I, O> {

        @Override
        public O convert(I value) {
            return function.apply(value);
        }

        @Override
        public JavaType getInputType(TypeFactory types) {
            return types.constructType(from);
        }

        @Override
        public JavaType getOutputType(TypeFactory types) {
            return types.constructType(to);
        }
    }

    private static String text(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOf(bytes.array(), length));
    }

    private static Histogram histogram(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("histogram: " + text, e);
        }
    }

    private static InetSocketAddress address(String text) {
        int bar = text.indexOf('|');
        return new InetSocketAddress(
                text.substring(0, bar), Integer.parseInt(text.substring(bar + 1)));
    }
}
