package org.convmat.view.resample;

import org.convmat.core.kernel.Scale;
import org.convmat.view.picture.PictureFiles.Compression;

/**
 * What is to be done to pictures.
 *
 * @param way larger or smaller
 * @param scale by how much
 * @param kernel with which weights
 * @param linear whether sRGB's light is averaged, and not its levels
 * @param compression of the file that is written
 */
public record ScalingOptions(
    Resampling way, Scale scale, PictureKernel kernel, boolean linear, Compression compression) {}
