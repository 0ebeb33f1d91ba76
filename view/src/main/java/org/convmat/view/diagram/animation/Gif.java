package org.convmat.view.diagram.animation;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Animated GIFs, that go on and on, through {@link ImageIO}. The fields are those of <a
 * href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a> and, for the loop, of the
 * application extension NETSCAPE2.0; their names in Java are those of the native metadata format <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/api/java.desktop/javax/imageio/metadata/doc-files/gif_metadata.html">
 * of the JDK</a>.
 */
final class Gif {

  private static final int MILLISECONDS = 10;

  private Gif() {}

  /**
   * Writes frames one after the other; two of them are in memory.
   *
   * @param delay milliseconds from frame to frame, rounded to hundredths of a second
   * @param pause the same for the last frame
   */
  static void write(
      IntFunction<BufferedImage> frames, int count, int delay, int pause, OutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      @Nullable BufferedImage before = null;
      for (int f = 0; f < count; f++) {
        BufferedImage frame = frames.apply(f);
        BufferedImage image = Indexed.of(frame, before);
        before = frame;
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(image), parameters);
        describe(metadata, image, f == count - 1 ? pause : delay, f == 0);
        writer.writeToSequence(new IIOImage(image, null, metadata), parameters);
        stream.flushBefore(stream.getStreamPosition());
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static void describe(IIOMetadata metadata, BufferedImage image, int delay, boolean first)
      throws IOException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    child(root, "ImageDescriptor").setAttribute("interlaceFlag", "FALSE");
    colours(child(root, "LocalColorTable"), (IndexColorModel) image.getColorModel());
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "doNotDispose");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "TRUE");
    control.setAttribute("transparentColorIndex", Integer.toString(Indexed.TRANSPARENT));
    control.setAttribute(
        "delayTime", String.format(Locale.ROOT, "%d", Math.round((double) delay / MILLISECONDS)));
    if (first) {
      IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0}); // sub-block 1, 0 repetitions: for ever
      child(root, "ApplicationExtensions").appendChild(loop);
    }
    metadata.setFromTree(format, root);
  }

  /** Without a table of its own a frame would get the colours of the web of 1995. */
  private static void colours(IIOMetadataNode table, IndexColorModel model) {
    int size = Math.max(2, Integer.highestOneBit(2 * model.getMapSize() - 1));
    table.setAttribute("sizeOfLocalColorTable", Integer.toString(size));
    table.setAttribute("sortFlag", "FALSE");
    while (table.hasChildNodes()) {
      table.removeChild(table.getFirstChild());
    }
    for (int index = 0; index < size; index++) {
      int rgb = index < model.getMapSize() ? model.getRGB(index) : 0;
      IIOMetadataNode entry = new IIOMetadataNode("ColorTableEntry");
      entry.setAttribute("index", Integer.toString(index));
      entry.setAttribute("red", Integer.toString((rgb >> 16) & 0xFF));
      entry.setAttribute("green", Integer.toString((rgb >> 8) & 0xFF));
      entry.setAttribute("blue", Integer.toString(rgb & 0xFF));
      table.appendChild(entry);
    }
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode node = new IIOMetadataNode(name);
    root.appendChild(node);
    return node;
  }
}
