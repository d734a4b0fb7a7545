package dev.halley.runtime.config.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values that a number or a duration of the configuration may take, both ends included. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Range {
    /** The least value, written as in the configuration; empty for no limit. */
    String min() default "";

    /** The greatest value, written as in the configuration; empty for no limit. */
    String max() default "";
}
