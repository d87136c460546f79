/** What all fuzz tests share; the targets stand beside the code that they try. */
@org.jspecify.annotations.NullMarked
package io.positionstream.fuzz;
