package dev.halley.simulation.around;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.CometHello;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.simulation.schedule.Chance;

/**
 * What one life of a node speaks: a cluster that is being upgraded has both.
 *
 * @param schema the version of the streams between jobs and comets
 */
public record Release(int schema) {
    /** One life of three is of the release before batches. */
    public static Release draw(Chance chance) {
        return new Release(chance.oneIn(3) ? DeliverySchema.BATCHES - 1 : DeliverySchema.PRESENT);
    }

    /** Whether it takes batches. */
    public boolean hasBatches() {
        return DeliverySchema.hasBatches(schema);
    }

    /** A comet's hello, with this version in it. */
    public static CometFrame hello(CometFrame hello, int version) {
        CometHello said = hello.getHello().toBuilder().setSchemaVersion(version).build();
        return CometFrame.newBuilder().setHello(said).build();
    }
}
