package org.convmat.core.explain;

/**
 * What reaches one cell of a transposed convolution's result.
 *
 * @param terms how many (grid position, tap) pairs, for each grid channel of the group
 * @param sum the sum of their weights over all grid channels of the group: the value of the cell if
 *     every cell of the grid is 1
 * @param magnitude the sum of the weights' absolute values
 */
public record Contribution(long terms, double sum, double magnitude) {}
