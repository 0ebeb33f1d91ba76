package org.convmat.core.io;

import com.google.common.collect.ImmutableSortedMap;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive of {@code .npy} entries, open for reading; an entry's name is without extension.
 */
final class NpzArchive {

  private static final String NPY = ".npy";

  private final Source source;
  private final ZipFile zip;
  private final ImmutableSortedMap<String, ZipEntry> arrays;

  private NpzArchive(Source source, ZipFile zip) {
    this.source = source;
    this.zip = zip;
    TreeMap<String, ZipEntry> found = new TreeMap<>();
    zip.stream()
        .filter(entry -> entry.getName().endsWith(NPY))
        .forEach(entry -> found.put(entry.getName().replaceFirst("\\.npy$", ""), entry));
    this.arrays = ImmutableSortedMap.copyOf(found);
  }

  /** Opens, uses and closes an archive. */
  static <R> R read(Path path, Function<NpzArchive, R> use) {
    return InputFile.read(
        path,
        input -> {
          try (ZipFile zip = new ZipFile(path.toFile())) {
            return use.apply(new NpzArchive(input.source(), zip));
          } catch (ZipException e) {
            throw input.source().refuse(e, "is no .npz file, which is a zip archive");
          }
        });
  }

  Source source() {
    return source;
  }

  /** The names of the arrays, sorted. */
  Set<String> names() {
    return arrays.keySet();
  }

  /** Where the array of that name is, for messages. */
  Source source(String name) {
    return source.entry(name);
  }

  /** Reads the array of that name to its end. */
  <R> R read(String name, InputFile.Reading<R> reading) {
    ZipEntry entry = arrays.get(name);
    if (entry == null) {
      throw source.refuse(
          "holds no array %s, only %s", name, Source.quote(String.join(", ", names())));
    }
    Source inside = source(name);
    CRC32 crc = new CRC32();
    try (InputStream in =
        new CheckedInputStream(new BufferedInputStream(zip.getInputStream(entry)), crc)) {
      R result = InputFile.guarded(new ByteInput(inside, in, entry.getSize(), false), reading);
      if (entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) { // ZipFile does not compare
        throw inside.refuse(
            "is damaged: its checksum is %08x, must be %08x", crc.getValue(), entry.getCrc());
      }
      return result;
    } catch (IOException e) {
      throw inside.refuse(e, "cannot be read");
    }
  }
}
