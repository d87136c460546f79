/**
 * What an account holds, as exact immutable values, and how every event of the exchange changes it.
 *
 * <p>Pure: no threads, no clock, no I/O. {@code Portfolio.apply} is the heart of the service.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.portfolio;
