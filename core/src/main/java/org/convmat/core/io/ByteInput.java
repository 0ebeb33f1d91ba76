package org.convmat.core.io;

import java.io.InputStream;

/**
 * Bytes to read.
 *
 * @param source whose they are, for messages
 * @param stream the bytes; whoever opened it closes it
 * @param length how many bytes there are in all, or {@link #UNKNOWN}
 * @param trusted whether the length was measured; what an archive says about an entry may be a lie
 */
record ByteInput(Source source, InputStream stream, long length, boolean trusted) {

  static final long UNKNOWN = -1;
}
