package org.convmat.core.failure;

/**
 * What can be wrong with a backend, with a code that never changes its meaning. Every message of a
 * {@link BackendException} ends in its code; {@code docs/errors.md} has a section for each.
 */
public enum BackendProblem {
  /** No backend can be used. */
  NONE_USABLE("CM-101"),
  /** No backend has the id that was asked for. */
  UNKNOWN("CM-102"),
  /** Two providers claim one id. */
  DUPLICATE("CM-103"),
  /** It could not be loaded, or breaks the contract. */
  BROKEN("CM-104"),
  /** It is written against a level of the contract that this convmat does not drive. */
  WRONG_LEVEL("CM-105"),
  /** It cannot work in this process. */
  UNAVAILABLE("CM-106"),
  /** It failed while it worked. */
  FAILED("CM-107"),
  /** An entry of the backend path is not there or is no jar. */
  BAD_PATH("CM-108");

  private final String code;

  BackendProblem(String code) {
    this.code = code;
  }

  /** The code, such as {@code CM-102}. */
  public String code() {
    return code;
  }
}
