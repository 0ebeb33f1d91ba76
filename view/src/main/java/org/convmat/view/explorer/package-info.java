/**
 * A page to explore a layer in a browser, in one file that needs no network. {@link
 * org.convmat.view.explorer.ExplorerPage} puts it together from the sources in this package's
 * resources; {@link org.convmat.view.explorer.ExplorerStart} is the layer that it opens with. The
 * page works out everything itself: its {@code geometry.js}, {@code dialects.js}, {@code layer.js}
 * and {@code sizes.js} are ports of {@code core}'s packages {@code geometry}, {@code dialect} and
 * {@code explain}, and {@code PortTest} holds them equal to the library. What frameworks take, the
 * colours and the limits come out of the library with the page ({@code PageData}).
 *
 * <p>Of the scripts, {@code main.js} says who calls whom; those before {@code elements.js} know no
 * document. It imports {@code core} and jackson-core.
 */
@NullMarked
package org.convmat.view.explorer;

import org.jspecify.annotations.NullMarked;
