/**
 * Programs for Node that tests run: installed as their lock file says, or skipped with a reason.
 */
@NullMarked
package io.positionstream.node;

import org.jspecify.annotations.NullMarked;
