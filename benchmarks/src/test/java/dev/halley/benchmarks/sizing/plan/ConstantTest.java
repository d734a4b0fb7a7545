package dev.halley.benchmarks.sizing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No constant claims a source that does not say it. */
@Timeout(30)
class ConstantTest {

    @ParameterizedTest
    @EnumSource
    void whatIsMeasuredStandsInItsFile(Constant constant) throws IOException {
        if (constant.basis() == Basis.MEASURED) {
            assertThat(Files.readString(Document.root().resolve("docs").resolve(constant.where())))
                    .as(constant.label())
                    .contains(constant.quote());
            assertThat(constant.quote()).isNotBlank();
        } else {
            assertThat(constant.quote()).as("only a measured one has a quote").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAKeySaysIsAKeyOfTheConfiguration(Constant constant) throws IOException {
        String where = constant.where();
        if (constant.basis() == Basis.GIVEN && !where.isEmpty()) {
            assertThat(Files.readString(Document.root().resolve("docs/reference/configuration.md")))
                    .contains("| `" + where + "` |");
        } else {
            assertThat(where).doesNotStartWith("halley.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAboveZeroAndSaysWhatItIs(Constant constant) {
        assertThat(constant.value()).isPositive();
        assertThat(constant.what()).isNotBlank();
    }
}
