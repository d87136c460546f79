/** The program's entrance; everything else is in a package of its own. */
@org.jspecify.annotations.NullMarked
package io.positionstream;
