/**
 * Multiplication by the vector instructions of the processor, through the JDK's own {@code
 * jdk.incubator.vector}: no native code and no library. Start reading at {@link
 * org.convmat.backend.vector.VectorBackend}; then {@code Kernel} (the only classes that differ
 * between float and double, and the only ones that know vectors), {@code PackedRows} and {@code
 * PanelProduct} (the blocked product that everything comes down to), {@code DenseMultiplier}, and
 * {@code StructuredMultiplier} (the convolution by phases). It imports the contract and the JDK.
 */
package org.convmat.backend.vector;
