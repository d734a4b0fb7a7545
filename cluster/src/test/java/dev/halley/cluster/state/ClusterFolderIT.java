package dev.halley.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.cluster.ClusterException;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterPlan;
import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.plan.PortPool;
import dev.halley.cluster.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ClusterFolderIT {
    @TempDir private Path all;

    private ClusterFolder folder;

    @BeforeEach
    void create() {
        folder = new ClusterFolder(all, "one");
        folder.create();
    }

    @Test
    void remembersWhatWasWritten() {
        ClusterState state = state();
        PlannedNode comet = state.plan().node("comet-1").orElseThrow();
        state = state.with(comet, record -> record.startedAs(new ProcessMark(7, "then")));

        folder.state().write(state);

        assertThat(folder.state().read()).contains(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"version\": 99}", "not JSON"})
    void saysThatAFileCannotBeUnderstoodAndWhatToDo(String text) throws IOException {
        Files.writeString(folder.path().resolve("state.json"), text);

        assertThatThrownBy(() -> folder.state().read())
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("cannot understand " + folder.path())
                .hasMessageEndingWith("then delete the folder");
    }

    @Test
    void knowsWhatOtherClustersHave() {
        folder.state().write(state());

        assertThat(new ClusterFolder(all, "two").others()).containsExactly(state());
        assertThat(folder.others()).isEmpty();
    }

    @Test
    void letsOneCommandAtATimeChangeACluster() {
        folder.locked(
                () -> {
                    assertThatThrownBy(() -> folder.locked(() -> 1))
                            .hasMessage(
                                    "another command is at work on cluster one; try again later");
                    return 1;
                });

        assertThat(folder.locked(() -> 2)).isEqualTo(2);
    }

    @Test
    void keepsTheLogsWhenItForgets() throws IOException {
        folder.state().write(state());
        Files.writeString(folder.log("comet-1"), "hello");

        folder.forget();

        assertThat(folder.state().read()).isEmpty();
        assertThat(folder.log("comet-1")).hasContent("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "Big", "-x", "a b"})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> new ClusterFolder(all, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name: " + name + " (expected: ");
    }

    private static ClusterState state() {
        ClusterPlan plan =
                ClusterPlan.of(ClusterOptions.of(1, 1, 1), new PortPool(0, 32_768, port -> true));
        return ClusterState.planned(plan, "id");
    }
}
