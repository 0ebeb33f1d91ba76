/**
 * Pictures as files, in bands of rows: PNG is read and written row by row and never whole, JPEG
 * goes through {@code javax.imageio}. Imports {@code core.failure} and the JDK. Start with {@link
 * org.convmat.view.picture.PictureFiles}; the parts of PNG are {@link
 * org.convmat.view.picture.PngReader} and {@link org.convmat.view.picture.PngWriter}.
 */
@NullMarked
package org.convmat.view.picture;

import org.jspecify.annotations.NullMarked;
