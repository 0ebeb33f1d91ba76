package org.convmat.cli;

import org.convmat.view.resample.Resampling;
import picocli.CommandLine;

/** {@code convmat downsample}: pictures made smaller by the convolution. */
@CommandLine.Command(
    name = "downsample",
    customSynopsis = {
      "convmat downsample PICTURE -o FILE [--scale S] [--kernel KERNEL] [OPTIONS]",
      "convmat downsample PICTURE... -o FOLDER/ [--scale S] [--kernel KERNEL] [OPTIONS]"
    },
    description = {
      "Makes pictures smaller by the convolution y = C x, divided by C 1: the adjoint of upsample"
          + " with the same kernel, so each pixel is an average over scale times the kernel's width"
          + " and nothing aliases. With --kernel nearest it is the mean of the pixels that upsample"
          + " would copy it to.",
      "",
      "Pictures, memory and exit codes are as in upsample."
    },
    footer = {
      "",
      "Example:",
      "  echo iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAGklEQVR42gXBAQEA \\",
      "    AACCICc6sacG4MKE2Yh5TbwIDa/beyIAAAAASUVORK5CYII= | tr -d ' ' | base64 -d > photo.png",
      "  ./convmat downsample photo.png -o small.png --scale 2"
    })
final class DownsampleCommand extends ScaleCommand {

  @Override
  Resampling way() {
    return Resampling.DOWN;
  }
}
