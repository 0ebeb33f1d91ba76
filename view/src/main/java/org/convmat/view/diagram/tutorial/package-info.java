/**
 * The tutorial as a page of its own: one file, no scripts, nothing from elsewhere. Imports {@code
 * view.diagram} with its packages {@code matrix} and {@code animation}, and of {@code core} the
 * face, {@code explain} and {@code tensor}. Start reading at {@link
 * org.convmat.view.diagram.tutorial.TutorialPage}.
 */
@NullMarked
package org.convmat.view.diagram.tutorial;

import org.jspecify.annotations.NullMarked;
