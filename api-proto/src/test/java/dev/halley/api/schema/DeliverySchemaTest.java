package dev.halley.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DeliverySchemaTest {
    @Test
    void onlyVersionsThatKnowBatchesAreSentThem() {
        assertThat(DeliverySchema.hasBatches(0)).isFalse();
        assertThat(DeliverySchema.hasBatches(1)).isFalse();
        assertThat(DeliverySchema.hasBatches(2)).isTrue();
        assertThat(DeliverySchema.hasBatches(99)).isTrue();
    }
}
