package org.convmat.core.explain;

/**
 * One summand of an output cell.
 *
 * @param link the cells and the tap
 * @param weight the kernel's number
 * @param value the input's number
 * @param product weight times value, in double
 * @param sum of the products up to this one
 */
public record Term(Link link, double weight, double value, double product, double sum) {}
