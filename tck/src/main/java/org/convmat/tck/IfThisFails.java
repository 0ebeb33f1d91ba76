package org.convmat.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an author should look at when a test of the kit fails; part of the failure's message. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface IfThisFails {

  /** Continues "If this fails, check ...". */
  String check();
}
