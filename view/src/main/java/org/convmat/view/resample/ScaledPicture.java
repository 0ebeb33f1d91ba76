package org.convmat.view.resample;

import org.convmat.view.picture.PictureInfo;

/**
 * What was done.
 *
 * @param from the picture that was read
 * @param to the picture that was written
 */
public record ScaledPicture(PictureInfo from, PictureInfo to) {}
