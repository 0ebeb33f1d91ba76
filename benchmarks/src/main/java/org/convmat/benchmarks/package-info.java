/**
 * Figures for docs/performance.md: each is a ratio between convmat and a peer, taken in one run,
 * the two called in turn. It may import everything and is imported by nothing. Start reading at
 * {@link org.convmat.benchmarks.Figures}.
 */
package org.convmat.benchmarks;
