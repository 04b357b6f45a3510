package io.lanewise.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The shapes of a benchmark that {@code -Djmh.full} adds to those of its {@code @Param}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Inherited
public @interface FullShapes {
    /** In the order of the report, after the default ones. */
    String[] value();
}
