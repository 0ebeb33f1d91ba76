package org.convmat.cli;

import org.convmat.view.resample.Resampling;
import picocli.CommandLine;

/** {@code convmat upsample}: pictures made larger by the transposed convolution. */
@CommandLine.Command(
    name = "upsample",
    customSynopsis = {
      "convmat upsample PICTURE -o FILE [--scale S] [--kernel KERNEL] [OPTIONS]",
      "convmat upsample PICTURE... -o FOLDER/ [--scale S] [--kernel KERNEL] [OPTIONS]"
    },
    description = {
      "Makes pictures larger by the transposed convolution u = C^T v, divided by C^T 1, so that edges"
          + " keep their brightness. The middle of a pixel stays where it is in the picture.",
      "",
      "Grey or RGB, 8 or 16 bit, with or without alpha. A picture passes through in bands of rows, so"
          + " it may be larger than the memory; JPEG and interlaced PNG are held whole. Of several"
          + " pictures one that cannot be read is named, and the rest is done; the exit code is then"
          + " 2.",
      "",
      "A file of taps has one axis, for both, or two. Their middle lies on the middle of a pixel, so"
          + " their number must be even for an even scale and odd for an odd one."
    },
    footer = {
      "",
      "Example:",
      "  echo iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAGklEQVR42gXBAQEA \\",
      "    AACCICc6sacG4MKE2Yh5TbwIDa/beyIAAAAASUVORK5CYII= | tr -d ' ' | base64 -d > photo.png",
      "  ./convmat upsample photo.png -o big.png --scale 2 --kernel lanczos3"
    })
final class UpsampleCommand extends ScaleCommand {

  @Override
  Resampling way() {
    return Resampling.UP;
  }
}
