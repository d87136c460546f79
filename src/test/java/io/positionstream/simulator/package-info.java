/** Tests of the simulated exchange. */
@org.jspecify.annotations.NullMarked
package io.positionstream.simulator;
