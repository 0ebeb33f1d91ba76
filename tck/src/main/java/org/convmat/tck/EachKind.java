package org.convmat.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.convmat.spi.Feature;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A test that runs once for each kind of operand, dense, sparse and structured, of doubles and of
 * floats; its one parameter is the {@link Feature} that such an operand needs.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@EnumSource(value = Feature.class, mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
@interface EachKind {}
