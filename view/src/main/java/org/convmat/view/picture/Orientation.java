package org.convmat.view.picture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which way up a camera says the picture is: EXIF's tag 0x0112 (CIPA DC-008, section 4.6.5).
 *
 * @param code 1 upright; 2 to 8 mirrored, turned or both
 */
record Orientation(int code) {

  static final Orientation UPRIGHT = new Orientation(1);

  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int TAG = 0x0112;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

  /** Reads it from a JPEG; upright if the file does not say or says it badly. */
  static Orientation ofJpeg(Path path) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      if (in.readUnsignedShort() != (0xFF00 | START_OF_IMAGE)) {
        return UPRIGHT;
      }
      while (in.read() == 0xFF) {
        int marker = in.readUnsignedByte();
        if (marker == START_OF_SCAN) {
          return UPRIGHT;
        }
        byte[] segment = in.readNBytes(Math.max(0, in.readUnsignedShort() - 2));
        if (marker == APP1 && startsWithExif(segment)) {
          return ofExif(
              ByteBuffer.wrap(segment, EXIF.length, segment.length - EXIF.length).slice());
        }
      }
      return UPRIGHT;
    } catch (EOFException e) {
      return UPRIGHT; // whoever reads the pixels says so better
    }
  }

  private static boolean startsWithExif(byte[] segment) {
    return segment.length > EXIF.length
        && Arrays.equals(segment, 0, EXIF.length, EXIF, 0, EXIF.length);
  }

  private static Orientation ofExif(ByteBuffer tiff) {
    try {
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = tiff.getShort(directory) & 0xFFFF;
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + 12 * i;
        int code = tiff.getShort(entry + 8);
        if ((tiff.getShort(entry) & 0xFFFF) == TAG && code >= 1 && code <= 8) {
          return new Orientation(code);
        }
      }
      return UPRIGHT;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
  }

  /** Whether rows become columns. */
  boolean turns() {
    return code >= 5;
  }

  /** The column in the file of pixel (x, y) of the upright picture. */
  int sourceX(int x, int y, int fileWidth) {
    int along = turns() ? y : x;
    boolean mirrored = code == 2 || code == 3 || code == 7 || code == 8;
    return mirrored ? fileWidth - 1 - along : along;
  }

  /** The row in the file of pixel (x, y) of the upright picture. */
  int sourceY(int x, int y, int fileHeight) {
    int along = turns() ? x : y;
    boolean mirrored = code == 3 || code == 4 || code == 6 || code == 7;
    return mirrored ? fileHeight - 1 - along : along;
  }
}
