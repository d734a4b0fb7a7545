package dev.halley.logic.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.OffsetEntry;
import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.redis.Links;
import dev.halley.logic.redis.RedisLink;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.streams.StreamName;
import dev.halley.runtime.streams.StreamPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What reading streams must do, whatever Redis is set up as. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StreamStoreCases {
    private static final String APP = "default";
    private static final Duration TTL = Duration.ofHours(1);
    private static final long STALE_MS = TTL.toMillis() + 60_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RedisLink text;
    private RedisLink bytes;
    private RedisStreams streams;
    private WrittenStreams written;

    /** Starts Redis in this folder; answers its URI. */
    abstract String startRedis(Path data);

    abstract void stopRedis();

    @BeforeAll
    void start(@TempDir Path data) {
        String uri = startRedis(data);
        text = Links.to(uri, meters);
        bytes = Links.bytesTo(uri, meters);
        text.connect();
        bytes.connect();
        await().until(() -> text.whyNotReady().or(bytes::whyNotReady).isEmpty());
        Map<String, String> keys = new HashMap<>();
        keys.put("halley.streams.users.ttl", "1h");
        keys.put("halley.streams.rooms.ttl", "1h");
        keys.put("halley.streams.room-types.quiet", "off");
        keys.put("halley.streams.head-ttl", "30d");
        LogicNodeConfig config = new ConfigLoader(Map.of()).load(LogicNodeConfig.class, null, keys);
        streams = new RedisStreams(text, bytes, new StreamPolicy(config.streams()), meters);
        written = new WrittenStreams(bytes);
    }

    @AfterAll
    void stop() {
        text.close();
        bytes.close();
        stopRedis();
    }

    private static StreamName name(String stream) {
        return StreamName.parse(stream).orElseThrow();
    }

    private StreamTip tip(String stream) {
        return get(streams.tips(APP, List.of(name(stream)))).get(0);
    }

    private StreamPage page(String stream, long after, int limit) {
        return get(streams.read(APP, new PageRequest(name(stream), after, limit)));
    }

    private static List<Long> offsets(StreamPage page) {
        return page.entries().stream().map(OffsetEntry::getOffset).toList();
    }

    private void append(String stream, int count) {
        for (int i = 1; i <= count; i++) {
            written.append(stream, 5, "m" + i);
        }
    }

    @Test
    void aStreamNobodyHasWrittenToIsBegunOnce() {
        StreamTip first = tip("room:begin://1");

        assertThat(first.epoch()).isPositive();
        assertThat(first)
                .isEqualTo(new StreamTip(first.epoch(), 1, 0, Lineage.getDefaultInstance()));
        assertThat(tip("room:begin://1")).isEqualTo(first);
        assertThat(written.head("room:begin://1", "inc")).hasSize(40);
        assertThat(written.headTtlMs("room:begin://1"))
                .isBetween(Duration.ofMinutes(59).toMillis(), Duration.ofHours(1).toMillis());
    }

    @Test
    void whatCameBeforeItsEpochIsToldWithTheTipAndAPage() {
        append("room:epochs://1", 1);
        assertThat(tip("room:epochs://1").lineage()).isNull();

        written.epochs("room:epochs://1", "4:1 5");

        FormerEpoch over = FormerEpoch.newBuilder().setEpoch(4).setLast(1).build();
        Lineage lineage = Lineage.newBuilder().addFormer(over).build();
        assertThat(tip("room:epochs://1")).isEqualTo(new StreamTip(5, 1, 1, lineage));
        assertThat(page("room:epochs://1", 0, 10).tip()).isEqualTo(new StreamTip(5, 1, 1, lineage));
        assertThat(offsets(page("room:epochs://1", 0, 10))).containsExactly(1L);
    }

    @Test
    void aHeadWithoutMessagesLivesShortlyUnlessItIsLookedAt() {
        StreamTip begun = tip("room:empty://1");
        written.headTtlMs("room:empty://1", Duration.ofMinutes(20).toMillis());
        assertThat(tip("room:empty://1")).isEqualTo(begun);
        assertThat(written.headTtlMs("room:empty://1"))
                .isBetween(Duration.ofMinutes(59).toMillis(), Duration.ofHours(1).toMillis());

        append("room:empty://1", 1);
        written.headTtlMs("room:empty://1", Duration.ofHours(1).toMillis());
        StreamTip used = tip("room:empty://1");
        assertThat(used.last()).isEqualTo(1);
        assertThat(written.headTtlMs("room:empty://1"))
                .isGreaterThan(Duration.ofDays(29).toMillis());
    }

    @Test
    void whatIsLeftOfAStreamWithoutHeadIsNotPassedOffAsTheNewOne() {
        append("room:lost://1", 3);
        written.deleteHead("room:lost://1");

        StreamTip tip = tip("room:lost://1");

        assertThat(tip.last()).isZero();
        assertThat(page("room:lost://1", 0, 10)).isEqualTo(new StreamPage(tip, List.of()));
    }

    @Test
    void onlyLookingBeginsNothing() {
        List<StreamName> names = List.of(name("room:look://1"));

        assertThat(get(streams.knownTips(APP, names))).containsExactly(StreamTip.NONE);
        assertThat(get(streams.knownPage(APP, new PageRequest(names.get(0), 0, 10))))
                .isEqualTo(StreamPage.NONE);
        assertThat(written.headTtlMs("room:look://1")).isEqualTo(-2);
    }

    @Test
    void theHeadOfAStreamThatIsLookedAtLivesOn() {
        append("room:watched://1", 1);
        written.headTtlMs("room:watched://1", Duration.ofDays(20).toMillis());
        StreamTip unused = tip("room:watched://1");
        assertThat(written.headTtlMs("room:watched://1"))
                .isLessThanOrEqualTo(Duration.ofDays(20).toMillis());

        written.headTtlMs("room:watched://1", Duration.ofDays(10).toMillis());
        unused = tip("room:watched://1");

        assertThat(unused.last()).isEqualTo(1);
        assertThat(written.headTtlMs("room:watched://1"))
                .isGreaterThan(Duration.ofDays(29).toMillis());
    }

    @Test
    void tipsComeInTheOrderAskedForAndNoneForWhatIsOff() {
        append("user:ülker", 2);
        append("room:order://1", 3);

        List<StreamTip> tips =
                get(
                        streams.tips(
                                APP,
                                List.of(
                                        name("room:order://1"),
                                        name("room:quiet://1"),
                                        name("user:ülker"))));

        assertThat(tips)
                .containsExactly(new StreamTip(5, 1, 3), StreamTip.NONE, new StreamTip(5, 1, 2));
    }

    @Test
    void aStreamThatIsOffHasNoPage() {
        append("room:quiet://2", 1);

        assertThat(page("room:quiet://2", 0, 10)).isEqualTo(StreamPage.NONE);
    }

    @Test
    void readsBehindAnOffsetAndNoMoreThanAskedFor() {
        append("room:page://1", 100);

        StreamPage page = page("room:page://1", 7, 40);

        assertThat(page.tip()).isEqualTo(new StreamTip(5, 1, 100));
        assertThat(offsets(page))
                .containsExactlyElementsOf(IntStream.range(8, 48).mapToObj(i -> (long) i).toList());
        assertThat(page.entries().get(0).getEntry().getPayload().toStringUtf8()).isEqualTo("m8");
    }

    @Test
    void atAndBeyondTheTipThereIsNothing() {
        append("room:tip://1", 3);

        assertThat(page("room:tip://1", 3, 10))
                .isEqualTo(new StreamPage(new StreamTip(5, 1, 3), List.of()));
        assertThat(page("room:tip://1", Long.MAX_VALUE, 10))
                .isEqualTo(new StreamPage(new StreamTip(5, 1, 3), List.of()));
    }

    @Test
    void everyByteComesBackAsItWas() {
        byte[] payload = new byte[256];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }
        written.append("user:bytes", 5, ByteString.copyFrom(payload), 0);

        assertThat(page("user:bytes", 0, 1).entries().get(0).getEntry().getPayload())
                .isEqualTo(ByteString.copyFrom(payload));
    }

    @Test
    void aPageEndsWhenItHasItsBytes() {
        ByteString large = ByteString.copyFrom(new byte[400_000]);
        for (int i = 0; i < 5; i++) {
            written.append("user:large", 5, large, 0);
        }

        assertThat(offsets(page("user:large", 0, 1000))).containsExactly(1L, 2L, 3L);
        assertThat(offsets(page("user:large", 3, 1000))).containsExactly(4L, 5L);
    }

    @Test
    void whatWasTrimmedIsToldByTheFirstOffset() {
        append("room:trim://1", 9);
        written.trim("room:trim://1", 6);

        StreamPage page = page("room:trim://1", 2, 10);

        assertThat(page.tip()).isEqualTo(new StreamTip(5, 6, 9));
        assertThat(offsets(page)).containsExactly(6L, 7L, 8L, 9L);
    }

    @Test
    void whatIsTooOldIsGoneThoughNobodyTrimmedIt() {
        for (int stale = 0; stale <= 5; stale++) {
            String stream = "room:old://" + stale;
            for (int i = 0; i < 5; i++) {
                ByteString payload = ByteString.copyFromUtf8("m");
                written.append(stream, 5, payload, i < stale ? STALE_MS : 0);
            }

            StreamPage page = page(stream, 0, 10);

            assertThat(page.tip()).isEqualTo(new StreamTip(5, stale + 1, 5));
            assertThat(page.entries()).hasSize(5 - stale);
        }
    }

    @Test
    void anExpiredLogLeavesTheTip() {
        append("room:expired://1", 4);
        written.deleteLog("room:expired://1");

        assertThat(tip("room:expired://1")).isEqualTo(new StreamTip(5, 5, 4));
        assertThat(page("room:expired://1", 0, 10))
                .isEqualTo(new StreamPage(new StreamTip(5, 5, 4), List.of()));
    }

    @Test
    void whatIsReadIsCounted() {
        append("room:counted://1", 3);
        double entries = meters.counter("halley.logic.streams.entries").count();
        double bytesBefore = meters.counter("halley.logic.streams.bytes").count();

        StreamPage page = page("room:counted://1", 1, 10);

        assertThat(page.entries()).hasSize(2);
        assertThat(meters.counter("halley.logic.streams.entries").count() - entries).isEqualTo(2);
        assertThat(meters.counter("halley.logic.streams.bytes").count()).isGreaterThan(bytesBefore);
        assertThat(meters.get("halley.logic.streams.pages").timer().count()).isPositive();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
