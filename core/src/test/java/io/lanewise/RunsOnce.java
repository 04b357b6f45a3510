package io.lanewise;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Tests that give the same answer on every backend: of code in which no kernel runs, of the scalar kernels by name, or of
 * processes that choose their own backend. They run in the scalar execution, and the others skip them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = ExpectedBackend.PROPERTY,
        matches = "scalar",
        disabledReason = "the same on every backend: once is enough, in the scalar execution")
public @interface RunsOnce {}
