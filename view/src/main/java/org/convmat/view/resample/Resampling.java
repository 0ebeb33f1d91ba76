package org.convmat.view.resample;

/** Which way a picture goes. */
public enum Resampling {
  /** C<sup>T</sup>, divided by C<sup>T</sup> 1. */
  UP,
  /** C, divided by C 1. */
  DOWN
}
