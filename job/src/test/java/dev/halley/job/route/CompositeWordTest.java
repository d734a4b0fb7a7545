package dev.halley.job.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CompositeWordTest {
    private static final List<String> TAGS = List.of("17", "7");

    @Test
    void namesTheWordOfEachMaster() {
        assertThat(CompositeWord.of(TAGS, List.of("ab:x", "cd:y"))).isEqualTo("17=ab:x,7=cd:y");
    }

    @Test
    void isMissingWhenOneMasterHasNone() {
        assertThat(CompositeWord.of(TAGS, Arrays.asList("ab:x", null))).isNull();
    }

    @Test
    void isPendingWhenOneOfThemIs() {
        assertThat(CompositeWord.of(TAGS, List.of("ab:x?", "cd:y"))).isEqualTo("17=ab:x,7=cd:y?");
    }

    @Test
    void isAnotherWhenAMasterJoins() {
        String before = CompositeWord.of(List.of("7"), List.of("cd:y"));

        assertThat(CompositeWord.of(TAGS, List.of("ab:x", "cd:y"))).isNotEqualTo(before);
    }

    @Test
    void tellsWhatEachMasterIsToConfirm() {
        String whole = "17=ab:x,7=cd:y";

        assertThat(CompositeWord.part(whole, "17")).isEqualTo("ab:x");
        assertThat(CompositeWord.part(whole, "7")).isEqualTo("cd:y");
        assertThat(CompositeWord.part(whole, "9")).isEmpty();
        assertThat(CompositeWord.part("ab:x", CompositeWord.NO_TAG)).isEqualTo("ab:x");
    }
}
