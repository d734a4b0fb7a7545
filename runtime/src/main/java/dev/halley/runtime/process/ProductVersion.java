package dev.halley.runtime.process;

import java.util.Optional;

/** Which build this is. */
public final class ProductVersion {
    private ProductVersion() {}

    /** The version in the manifest, {@code dev} when run from class folders. */
    public static String text() {
        return Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
