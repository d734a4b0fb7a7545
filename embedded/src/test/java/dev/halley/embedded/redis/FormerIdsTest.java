package dev.halley.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class FormerIdsTest {
    @TempDir private Path folder;
    private FormerIds ids;

    @BeforeEach
    void aServersFiles() throws IOException {
        Files.writeString(folder.resolve("appendonly.aof"), "data");
        ids = new FormerIds(folder);
    }

    @Test
    void aServerThatHasWrittenEverythingAddsItsId() {
        String id = ids(7, 8).get(0);
        String info = "# Persistence\r\naof_last_write_status:%s\r\nmaster_replid:%s\r\n";

        assertThat(FormerIds.with(ids(0, 2), info.formatted("ok", id)))
                .isEqualTo(List.of(ids(0, 1).get(0), ids(1, 2).get(0), id));
        assertThat(FormerIds.with(ids(0, 2), info.formatted("err", id))).isEmpty();
        assertThat(FormerIds.with(ids(0, 2), info.formatted("ok", "0123"))).isEmpty();
        assertThat(FormerIds.with(ids(0, 2), "")).isEmpty();
    }

    @Test
    void keepsTheLastOfThem() {
        ids.keep(ids(0, 100));

        assertThat(ids.take()).isEqualTo(ids(36, 100));
    }

    @Test
    void whatIsTakenIsKeptNoMore() {
        ids.keep(ids(0, 1));
        ids.take();

        assertThat(ids.take()).isEmpty();
    }

    @Test
    void whatIsNoIdMakesNoneCount() throws IOException {
        ids.keep(List.of(ids(0, 1).get(0), "'..os.exit()..'"));

        assertThat(ids.take()).isEmpty();
        assertThat(folder.resolve("former-ids")).doesNotExist();
    }

    @Test
    void whatAnotherFileWasPutBesideCountsNoMore() throws IOException {
        ids.keep(ids(0, 1));
        Files.createDirectory(folder.resolve("appendonlydir"));

        assertThat(ids.take()).isEmpty();
    }

    @Test
    void withoutAnyFileOfTheServerNothingCounts() throws IOException {
        Files.delete(folder.resolve("appendonly.aof"));
        ids.keep(ids(0, 1));

        assertThat(ids.take()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsDeletedAllTheSame() throws IOException {
        Files.write(folder.resolve("former-ids"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(ids.take()).isEmpty();
        assertThat(folder.resolve("former-ids")).doesNotExist();
    }

    @Test
    void aFolderThatIsALinkIsLookedInto() throws IOException {
        Path link = folder.resolveSibling(folder.getFileName() + "-link");
        Files.createSymbolicLink(link, folder);
        FormerIds linked = new FormerIds(link);
        linked.keep(ids(0, 1));

        assertThat(linked.take()).isEqualTo(ids(0, 1));
        Files.delete(link);
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj("%040x"::formatted).toList();
    }
}
