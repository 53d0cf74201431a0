package io.bridgehead.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/** The threats a test shows to be met, by their numbers; {@code docs/threats.md} is generated from the tests that passed. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@ExtendWith(FeatureRecorder.class)
public @interface Threat {

    /** Threat numbers, such as 7. */
    int[] value();
}
